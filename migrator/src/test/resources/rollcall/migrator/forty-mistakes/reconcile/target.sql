select reference, population
from appointments
where schema_name = '${scratch}'
