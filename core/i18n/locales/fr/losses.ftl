## Why a value of a source is left out; ids are `loss-` and the code of the reason

loss-empty = la source ne dit rien là
loss-not-said = dans ce format, ce « non » veut dire le plus souvent que personne n’a rien dit
loss-repeated = un autre champ dit déjà la même chose
loss-technical = c’est un champ technique de la source
loss-no-field = une annonce n’a pas de champ pour cela
loss-unknown-field = Ekin ne connaît pas ce champ
loss-private = c’est une donnée privée : elle n’est pas publiée
loss-not-published = la source ne publie pas cette annonce
loss-bad-value = Ekin ne comprend pas cette valeur
loss-unsafe-url = ce n’est pas une adresse web, électronique ou de téléphone
loss-recurrence = Ekin ne suit pas cette sorte de répétition
loss-one-date-only = ce texte ne vaut que pour une date : une annonce a un seul texte pour toutes
loss-superseded = une version plus récente de la même annonce est prise
loss-not-a-listing = ce n’est pas une annonce : une tâche, un rappel ou un agenda personnel
loss-embedded = un fichier dans le fichier n’est pas pris, seulement son adresse
loss-no-title = il manque un titre : rien n’est pris de cette annonce
loss-too-many = il y en a trop : les premiers sont pris
loss-markup = la mise en forme est enlevée, le texte est gardé
loss-characters = des signes invisibles sont enlevés
loss-precision = la valeur est arrondie : une annonce ne dit pas les secondes
loss-approximate = Ekin prend la valeur la plus proche
loss-only-for-ekin = seul Ekin lira cela ; les autres programmes ne le voient pas
loss-expanded = la répétition est écrite date par date, jusqu’à une limite

## What a person should look at after an import; ids are `notice-` and the code of the problem

# $used (String) name of the encoding
notice-encoding = Le fichier n’est pas en UTF-8. Ekin l’a lu comme { $used }. Vérifiez les accents.

notice-bad-entry = Ce passage n’est pas une annonce. Rien n’en est pris.

# $problem (String) what is wrong in which field
notice-bad-entry-at = Rien n’est pris de cette annonce. { $problem }

notice-no-title = Il manque un titre. Ajoutez-le dans la source, puis importez de nouveau.
notice-no-id = Cette annonce n’a pas d’identifiant : si son titre ou son heure change, elle viendra comme nouvelle.

# $id (String) the id
notice-same-id = Deux annonces ont cet identifiant : { $id }. Ekin n’en garde qu’une. Corrigez la source.

notice-not-published = La source ne publie pas cette annonce. Rien n’en est pris.
notice-private = Cette annonce est marquée comme privée. Rien n’en est pris.
notice-no-date = Aucune date n’a pu être lue. Vérifiez la source.

# $value (String) as written
notice-bad-date = Ekin ne comprend pas cette date : { $value }. Corrigez la source.

notice-end-before-start = La fin est avant le début : seul le début est pris.

# $name (String) as written
notice-unknown-zone = Fuseau horaire inconnu : { $name }. Ekin prend celui du territoire. Vérifiez les heures.

# $rule (String) as written
notice-bad-recurrence = Ekin ne suit pas cette répétition : { $rule }. Seules les dates écrites une à une sont prises.

notice-bad-line = Cette ligne ne dit rien qu’Ekin comprenne. Elle est laissée de côté.
notice-unbalanced = Un passage commence et ne finit pas, ou finit deux fois. Le fichier est peut-être coupé.

# $limit (Number) most entries
notice-too-many-entries = Le fichier dépasse { $limit } annonces. Les premières sont prises. Coupez-le en plusieurs.

# $limit (Number) most dates
notice-too-many-dates = Une annonce dépasse { $limit } dates. Les premières sont prises.

notice-nothing-found = Le fichier ne contient aucune annonce. Vérifiez que c’est le bon, et son --format.

## Places in a source

position-file = le fichier

# $n (String) number from 1
position-event = événement { $n }

# $n (String) number from 1
position-row = rangée { $n }

# $n (String) number from 1
position-listing = annonce { $n }

# $n (String) number from 1
position-line = ligne { $n }
# $name (String) name of a column
notice-no-column = La correspondance nomme une colonne que le fichier n’a pas : { $name }. Vérifiez son nom.
