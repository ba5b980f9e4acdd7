SELECT population, reference, job, property, uprn, starts_at, ends_at, status, priority, raised, target_date, trade,
       contractor, slot, vulnerable, awaabs, alerts, phone_present, description, live, visible, target_id
  FROM (VALUES
    ('jobs', '00014665', NULL, '00000117', '10023456789', NULL, NULL, '80', '3',
     TIMESTAMP '2026-10-01 09:12:00', TIMESTAMP '2026-10-30 17:00:00', 'PL', 'H01', NULL, TRUE, FALSE, 'DA,CV', TRUE,
     REPEAT('Kitchen tap — drips, £40 part; ', 12), TRUE, TRUE, '10000001'),
    ('jobs', '00014666', NULL, '00000118', NULL, NULL, NULL, '80', '4',
     TIMESTAMP '1900-01-01 00:00:00', NULL, 'GH', 'H02', NULL, FALSE, TRUE, NULL, FALSE, 'Boiler', TRUE, TRUE, '10000002'),
    ('appointments', '951301', '00014665', '00000117', '10023456789', TIMESTAMP '2026-10-20 09:00:00',
     TIMESTAMP '2026-10-20 13:00:00', '80', '3', NULL, NULL, 'PL', 'H01', 'AM', TRUE, FALSE, NULL, TRUE, NULL, TRUE, TRUE, '1'),
    ('appointments', '951302', '00014666', '00000118', NULL, TIMESTAMP '2026-10-21 12:00:00',
     TIMESTAMP '2026-10-21 16:00:00', '80', '4', NULL, NULL, 'GH', 'H02', 'PM', FALSE, TRUE, NULL, FALSE, NULL, TRUE, TRUE, '2')
  ) AS held (population, reference, job, property, uprn, starts_at, ends_at, status, priority, raised, target_date, trade,
             contractor, slot, vulnerable, awaabs, alerts, phone_present, description, live, visible, target_id)
