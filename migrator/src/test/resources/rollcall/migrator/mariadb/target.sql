-- The sample plan's target.sql in MariaDB's words.
SELECT 'jobs' AS population,
       w.legacy_reference AS reference,
       w.legacy_reference AS job,
       p.property_reference AS property,
       p.uprn AS uprn,
       CAST(NULL AS datetime) AS starts_at,
       CAST(NULL AS datetime) AS ends_at,
       w.status_code NOT IN (30, 40, 50) AS live,
       w.status_code IN (80, 50, 30, 90, 1010, 1080, 1090, 1000) AS visible,
       CAST(w.status_code AS char(10)) AS status,
       CAST(w.work_priority_priority_code AS char(10)) AS priority,
       w.date_raised AS raised,
       w.work_priority_required_completion_date_time AS target_date,
       w.trade_code AS trade,
       w.contractor_reference AS contractor,
       CAST(NULL AS char(30)) AS slot,
       EXISTS (SELECT 1 FROM ${target}.person n WHERE n.work_order_id = w.id AND n.vulnerable) AS vulnerable,
       COALESCE(w.work_priority_priority_code = 10, FALSE) AS awaabs,
       (SELECT GROUP_CONCAT(DISTINCT a.code ORDER BY a.code SEPARATOR ',')
          FROM ${target}.person n JOIN ${target}.alert_regarding_person a ON a.person_id = n.id
         WHERE n.work_order_id = w.id) AS alerts,
       EXISTS (SELECT 1 FROM ${target}.person n JOIN ${target}.person_communication c ON c.person_id = n.id
                WHERE n.work_order_id = w.id AND c.channel = 'phone') AS phone_present,
       w.description_of_work AS description,
       CAST(w.id AS char(20)) AS target_id,
       CAST(NULL AS char(20)) AS operative,
       CAST(NULL AS char(20)) AS booked_slot,
       CAST(NULL AS signed) AS capacity
  FROM ${target}.work_orders w
  LEFT JOIN ${target}.property_class p ON p.id = w.property_class_id
UNION ALL
SELECT 'appointments',
       a.legacy_appointment_reference,
       w.legacy_reference,
       p.property_reference,
       p.uprn,
       TIMESTAMP(DATE(a.date), TIME(a.start_time)),
       TIMESTAMPADD(SECOND, TIMESTAMPDIFF(SECOND, a.start_time, a.end_time), TIMESTAMP(DATE(a.date), TIME(a.start_time))),
       COALESCE(w.status_code NOT IN (30, 40, 50), FALSE),
       COALESCE(w.status_code IN (80, 50, 30, 90, 1010, 1080, 1090, 1000), FALSE),
       CAST(w.status_code AS char(10)),
       CAST(w.work_priority_priority_code AS char(10)),
       w.date_raised,
       w.work_priority_required_completion_date_time,
       a.trade_code,
       w.contractor_reference,
       a.time_of_day_name,
       EXISTS (SELECT 1 FROM ${target}.person n WHERE n.work_order_id = w.id AND n.vulnerable),
       COALESCE(w.work_priority_priority_code = 10, FALSE),
       (SELECT GROUP_CONCAT(DISTINCT f.code ORDER BY f.code SEPARATOR ',')
          FROM ${target}.person n JOIN ${target}.alert_regarding_person f ON f.person_id = n.id
         WHERE n.work_order_id = w.id),
       EXISTS (SELECT 1 FROM ${target}.person n JOIN ${target}.person_communication c ON c.person_id = n.id
                WHERE n.work_order_id = w.id AND c.channel = 'phone'),
       CAST(NULL AS char(1)),
       CAST(a.id AS char(20)),
       CAST(a.operative_id AS char(20)),
       CAST(a.available_appointment_id AS char(20)),
       (SELECT s.available_count FROM ${target}.available_appointments s WHERE s.id = a.available_appointment_id)
  FROM ${target}.appointments a
  LEFT JOIN ${target}.work_orders w ON w.id = a.work_order_id
  LEFT JOIN ${target}.property_class p ON p.id = w.property_class_id
