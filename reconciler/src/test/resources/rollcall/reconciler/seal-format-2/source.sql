SELECT population, reference, job, property, uprn, starts_at, ends_at, status, priority, raised, target_date, trade,
       contractor, slot, vulnerable, awaabs, alerts, phone_present, description, live, kind, superseded_by, needs_appointment
  FROM (VALUES
    ('jobs', '00014665', NULL, '00000117', '10023456789', NULL, NULL, '80', '3',
     TIMESTAMP '2026-10-01 09:12:00', TIMESTAMP '2026-10-30 17:00:00', 'PL', 'H01', NULL, TRUE, FALSE, 'DA,CV', TRUE,
     REPEAT('Kitchen tap — drips, £40 part; ', 12), TRUE, 'open job', NULL, TRUE),
    ('jobs', '00014666', NULL, '00000118', NULL, NULL, NULL, '80', '4',
     TIMESTAMP '1900-01-01 00:00:00', NULL, 'GS', 'H02', NULL, FALSE, TRUE, NULL, FALSE, 'Boiler', TRUE, 'open job', NULL, FALSE),
    ('jobs', '00014667', NULL, '00000119', NULL, NULL, NULL, '50', '4',
     TIMESTAMP '2025-01-15 10:00:00', NULL, 'PL', 'H02', NULL, FALSE, FALSE, NULL, FALSE, 'Done', FALSE, 'closed job', NULL, FALSE),
    ('appointments', '951301', '00014665', '00000117', '10023456789', TIMESTAMP '2026-10-20 08:00:00',
     TIMESTAMP '2026-10-20 12:00:00', '80', '3', NULL, NULL, 'PL', 'H01', 'AM', TRUE, FALSE, NULL, TRUE, NULL, TRUE, 'visit', NULL, FALSE),
    ('appointments', '951302', '00014666', '00000118', NULL, TIMESTAMP '2026-10-21 12:00:00',
     TIMESTAMP '2026-10-21 16:00:00', '80', '4', NULL, NULL, 'GS', 'H02', 'PM', FALSE, TRUE, NULL, FALSE, NULL, TRUE, 'visit', NULL, FALSE),
    ('appointments', '951303', '00014666', '00000118', NULL, TIMESTAMP '2026-10-22 08:00:00',
     TIMESTAMP '2026-10-22 12:00:00', '80', '4', NULL, NULL, 'XQ', 'H02', 'AM', FALSE, TRUE, NULL, FALSE, NULL, TRUE, 'visit', NULL, FALSE),
    ('appointments', '951299', '00014665', '00000117', '10023456789', TIMESTAMP '2026-10-09 08:00:00',
     TIMESTAMP '2026-10-09 12:00:00', '80', '3', NULL, NULL, 'PL', 'H01', 'AM', TRUE, FALSE, NULL, TRUE, NULL, FALSE, 'rebooked', '951301', FALSE)
  ) AS held (population, reference, job, property, uprn, starts_at, ends_at, status, priority, raised, target_date, trade,
             contractor, slot, vulnerable, awaabs, alerts, phone_present, description, live, kind, superseded_by, needs_appointment)
