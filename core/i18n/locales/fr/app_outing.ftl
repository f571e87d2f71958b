## An incident in an outing, and its plan

app-incident-title = Incident
app-incident-sealed = Seule l’équipe le lira. L’heure est notée toute seule.
app-incident-what = Que s’est-il passé ?
app-incident-who = Qui est concerné ?
app-incident-where = Où ?
app-incident-measures = Qu’a-t-on fait ?
app-incident-write = Noter pour l’équipe
app-incident-needed = Dites d’abord ce qui s’est passé.
app-incident-for = Pour quelle équipe ?
app-incident-choose = Choisissez d’abord l’équipe, en bas de la page.
app-plan-edit = Modifier le plan
app-plan-keep = Garder le plan
app-plan-start = Début
app-plan-end = Fin

# $what (String) beginning or end
app-plan-day-of = { $what } : jour

# $what (String) beginning or end
app-plan-hour-of = { $what } : heure

app-plan-address = Adresse
app-plan-meeting = Point de rendez-vous
app-plan-how-many = Combien
app-plan-ratio = Personnes pour un encadrant
app-plan-seats = Nombre de places

# $field (String) a field of the plan
app-plan-two = Deux personnes ont écrit : { $field }

app-plan-choose = Voir et choisir
