## What is wrong in a field: each names the field and says what to do

# $field (String) name of the field
# $problem (String) one of the sentences below
field-problem = { $field } : { $problem }

# $line (String) place in the file
# $problem (String) one of the sentences below
field-problem-at = Ligne { $line } : { $problem }

problem-missing = rien n’est écrit ici. Remplissez ce champ.

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
problem-form-language = « { $tag } » n’est pas un code de langue. Écrivez par exemple fr, eu ou es.


# $value (String) what was written
problem-form-moment = « { $value } » n’est pas une date. Écrivez 2026-11-22, ou 2026-11-22T14:30 avec l’heure.

problem-end-before-start = la fin est avant le début. Corrigez l’une des deux.
problem-mixed-forms = le début a une heure et la fin n’en a pas, ou l’inverse. Donnez l’heure aux deux ou à aucun.


# $value (String) what was written
problem-unknown-zone = « { $value } » n’est pas un fuseau horaire connu. Écrivez par exemple Europe/Paris.

problem-half-point = il manque la latitude ou la longitude. Donnez les deux ou aucune.

# $value (String) what was written
problem-form-web-address = « { $value } » n’est pas une adresse web. Elle commence par https://.

# $value (String) what was written
problem-form-email = « { $value } » n’est pas une adresse électronique. Vérifiez le signe @.

# $value (String) what was written
problem-form-phone = « { $value } » n’est pas un numéro de téléphone. Gardez les chiffres et le signe +.

# $value (String) what was written
problem-form-country = « { $value } » n’est pas un code de pays. Écrivez deux lettres : FR ou ES.

problem-free-with-price = gratuit et un prix ne vont pas ensemble. Enlevez l’un des deux.

# $value (String) what was written
# $values (String) what is accepted
problem-form-choice = « { $value } » n’est pas accepté. Choisissez parmi : { $values }.

# $name (String) what was written
problem-unknown-field = Ekin ne connaît pas le champ « { $name } ». Enlevez-le ou corrigez son nom.

# $value (String) what was written
problem-form-number = « { $value } » n’est pas un nombre. Écrivez-le en chiffres.

# $value (String) what was written
problem-form-yes-no = « { $value } » n’est ni oui ni non. Écrivez yes ou no.

# $max (String) greatest size
problem-too-large-together = l’annonce entière dépasse { $max }. Raccourcissez le texte.

problem-image-alt = dites ce que l’on voit sur l’image.
problem-edit-form = écrivez CHAMP=VALEUR, par exemple status=cancelled ou title.fr=Bal.
problem-when-lacks = Il manque le jour, l’heure ou le lieu. Ajoutez-le, puis renvoyez.

# $position (String) place of the character, counted from 1
problem-control-character = un signe invisible interdit est à la place { $position }. Enlevez-le.

# $min (String) least allowed
# $max (String) most allowed
# $given (String) what was given
problem-out-of-range = { $given } ne va pas : il faut un nombre de { $min } à { $max }.

problem-max-below-min = la plus grande valeur est au-dessous de la plus petite. Échangez-les.
problem-read-only = une version plus récente a écrit ceci. Vous pouvez le lire. Mettez Ekin à jour pour le modifier.
problem-not-editable = cette commande ne peut pas changer ce champ.

# $value (String) what was written
problem-form-date-or-instant = « { $value } » n’est pas une date. Écrivez 2026-11-22, ou 2026-11-22T14:30:00Z.

# $value (String) what was written
problem-form-zone = « { $value } » n’est pas un fuseau horaire. Écrivez par exemple Europe/Paris.

# $value (String) what was written
problem-form-name = « { $value } » n’est pas un nom court. Gardez les lettres sans accent, les chiffres et les signes - _ .

# $value (String) what was written
problem-form-degrees = « { $value } » n’est pas une position en degrés. Écrivez par exemple 43.4929.

# $value (String) what was written
problem-form-yes-no-unsaid = « { $value } » ne va pas ici. Écrivez yes, no ou unsaid.

# $value (String) what was written
problem-form-answer = « { $value } » ne dit pas comment répondre. Écrivez url=…, phone=… ou email=….

## What is wrong in a recurrence rule

# $max (Number) most characters
problem-rule-too-long = la répétition est trop longue. La limite est de { $max } signes.

# $name (String) name of the part
problem-rule-part = Ekin ne connaît pas cette partie de la répétition, ou elle y est deux fois : { $name }

# $name (String) name of the part
problem-rule-value = cette partie de la répétition a une valeur qui ne va pas : { $name }

problem-rule-too-fine = une activité ne revient pas plusieurs fois par heure. Répétez par jour ou plus.
problem-rule-until-before-start = la répétition finit avant de commencer. Corrigez UNTIL.
problem-rule-count-and-until = COUNT et UNTIL ne vont pas ensemble. Enlevez l’un des deux.
problem-rule-contradiction = les parties de la répétition se contredisent : aucune date ne convient. Corrigez-la.
problem-original-untitled = aucun titre n’est dans la langue d’origine. Ajoutez ce titre ou changez la langue d’origine.
problem-rule-form = Ekin ne comprend pas cette répétition. Écrivez-la comme FREQ=WEEKLY;BYDAY=SA.
problem-form-part = ce champ a plusieurs parties. Nommez-en une, comme « ekin schema » les montre : CHAMP.PARTIE=VALEUR.
problem-form-schema = cette valeur n’a pas la forme attendue. « ekin schema » la décrit.
problem-form-answer-none = dites comment répondre : answer.url=…, answer.phone=… ou answer.email=….
