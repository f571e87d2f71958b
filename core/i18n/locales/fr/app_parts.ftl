## What the parts of the apps say: days that were typed, the card, places, the sheet

# $day (String) a day, in full
app-typed-day = { $day }

# $hour (String) an hour
app-typed-hour = { $hour }

# $hour (String) an hour such as 16:30
app-hour-form = Par exemple { $hour }

# $hour (String) an hour
# $reason (String) why: one of the `card-reason-…` texts
app-card-opened = Ouverte à { $hour }. Raison : { $reason }.

app-country-fr = France
app-country-es = Espagne
# $name (String) what a group is called
app-group = Groupe : { $name }

app-mine-text-kept = Votre texte est gardé.
# $when (String) an hour, or a day and an hour
app-read-at = Reçu : { $when }

app-recovery-step-write = Écrire les douze mots
app-recovery-step-check = Les taper pour vérifier
app-recovery-step-keep = Ranger la feuille sous clé
app-seats-free = Libres
app-seats-too-many = En trop
# $party (String) who asks
app-seats-wait = Mettre en attente : { $party }

# $when (String) an hour, or a day and an hour
app-week-reminder = Rappel : { $when }
