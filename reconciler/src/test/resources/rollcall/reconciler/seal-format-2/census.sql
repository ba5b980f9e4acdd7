SELECT population, reference
  FROM (VALUES ('jobs', '00014665'), ('jobs', '00014666'), ('jobs', '00014667'), ('appointments', '951301'),
               ('appointments', '951302'), ('appointments', '951303'), ('appointments', '951299')) AS held (population, reference)
