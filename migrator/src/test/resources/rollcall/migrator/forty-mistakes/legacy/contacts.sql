select job, name, phones, alerts, vulnerable from contact
