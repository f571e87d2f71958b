## What is wrong in a field: each names the field and says what to do

# $field (String) name of the field
# $problem (String) one of the sentences below
field-problem = { $field } : { $problem }

# $line (String) place in the file
# $problem (String) one of the sentences below
field-problem-at = Ligne { $line } : { $problem }

problem-missing = rien n’est écrit ici. Remplissez ce champ.
problem-empty = le texte est vide. Écrivez-le ou enlevez ce champ.

# $max (Number) greatest number of characters
# $actual (Number) characters there
problem-too-long = { $actual } signes, la limite est de { $max }. Raccourcissez.

# $max (Number) greatest number of entries
problem-too-many = { $max ->
    [0] aucun n’est accepté ici. Enlevez-les.
    [one] { $max } seul est accepté. Enlevez les autres.
   *[other] { $max } au plus. Enlevez les autres.
 }

# $tag (String) what was written
problem-language-tag = « { $tag } » n’est pas un code de langue. Écrivez par exemple fr, eu ou es.

# $tag (String) language tag
problem-original-lacks = la langue d’origine est « { $tag } », et aucun titre n’est dans cette langue. Ajoutez ce titre ou changez la langue d’origine.

# $value (String) what was written
problem-date = « { $value } » n’est pas une date. Écrivez 2026-11-22, ou 2026-11-22T14:30 avec l’heure.

problem-end-before-start = la fin est avant le début. Corrigez l’une des deux.
problem-mixed-dates = le début a une heure et la fin n’en a pas, ou l’inverse. Donnez l’heure aux deux ou à aucun.

# $value (String) what was written
problem-rrule = Ekin ne comprend pas cette répétition : { $value }. Écrivez-la comme FREQ=WEEKLY;BYDAY=SA.

# $max (Number) greatest number of dates
problem-rrule-long = cette répétition donne plus de { $max } dates. Ajoutez une fin avec UNTIL ou COUNT.

# $value (String) what was written
problem-time-zone = « { $value } » n’est pas un fuseau horaire connu. Écrivez par exemple Europe/Paris.

problem-position = la latitude va de -90 à 90 et la longitude de -180 à 180. Vérifiez les deux nombres.
problem-position-half = il manque la latitude ou la longitude. Donnez les deux ou aucune.

# $value (String) what was written
problem-url = « { $value } » n’est pas une adresse web. Elle commence par https://.

# $value (String) what was written
problem-email = « { $value } » n’est pas une adresse électronique. Vérifiez le signe @.

# $value (String) what was written
problem-phone = « { $value } » n’est pas un numéro de téléphone. Gardez les chiffres et le signe +.

# $value (String) what was written
problem-country = « { $value } » n’est pas un code de pays. Écrivez deux lettres : FR ou ES.

problem-price-order = le prix le plus bas est au-dessus du plus haut. Échangez-les.
problem-price-free = gratuit et un prix ne vont pas ensemble. Enlevez l’un des deux.
problem-age-order = l’âge le plus bas est au-dessus du plus haut. Échangez-les.
problem-capacity = ce nombre de places est trop grand. Vérifiez-le.
problem-control-character = un signe invisible interdit s’y trouve. Enlevez-le.

# $value (String) what was written
# $values (String) what is accepted
problem-choice = « { $value } » n’est pas accepté. Choisissez parmi : { $values }.

# $name (String) what was written
problem-unknown-field = Ekin ne connaît pas le champ « { $name } ». Enlevez-le ou corrigez son nom.

# $value (String) what was written
problem-number = « { $value } » n’est pas un nombre. Écrivez-le en chiffres.

# $value (String) what was written
problem-yes-no = « { $value } » n’est ni oui ni non. Écrivez true ou false.

# $max (String) greatest size
problem-too-large = l’annonce entière dépasse { $max }. Raccourcissez le texte.

problem-image-alt = dites ce que l’on voit sur l’image.
problem-edit-form = écrivez CHAMP=VALEUR, par exemple status=cancelled ou title.fr=Bal.
problem-when-lacks = Il manque le jour, l’heure ou le lieu. Ajoutez-le, puis renvoyez.
