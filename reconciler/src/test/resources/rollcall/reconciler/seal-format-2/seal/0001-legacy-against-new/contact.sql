SELECT 'A. Invented' AS name, '020 7946 0' || SUBSTRING(wanted.reference, 6) AS phone, '1 Invented Row' AS address,
       'ZZ1 1ZZ' AS postcode, 'Tap' AS problem
  FROM (SELECT CAST(? AS varchar) AS reference) wanted
