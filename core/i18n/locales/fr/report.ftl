## What is wrong with a listing: `report`, `hide`

report-over = c’est passé ou annulé
report-not-so = ce n’est pas exact
report-personal = cela parle d’une personne, de sa santé ou de ses soins
report-commercial = c’est de la publicité, ou une demande d’argent
report-harmful = cela peut faire du mal
report-words = autre chose, en mots
report-other = une raison d’une version plus récente
inbox-kind-report = signalement
report-written = Votre signalement ira à la modération du territoire. Rien n’y dit qui vous êtes.
# $reason (String) why
# $when (String) when it came
# $id (String) the beginning of the message’s id
report-beside = Signalé ({ $when }) : { $reason }. Message { $id }.

# $title (String) the title of the listing
# $id (String) the beginning of its id
# $reason (String) why
report-about = Annonce signalée : « { $title } » ({ $id }). Ce qui ne va pas : { $reason }.

# $id (String) the beginning of its id
# $reason (String) why
report-about-gone = Annonce signalée, qui n’est pas sur cet appareil : { $id }. Ce qui ne va pas : { $reason }.

# $id (String) the beginning of an id
listing-hidden = Annonce masquée sur cet appareil, et nulle part ailleurs. Pour la revoir : ekin hide { $id } --undo

listing-not-hidden = L’annonce est de nouveau dans vos listes.
cli-report = Signaler une annonce à la modération, même sans réseau
cli-report-id = Début de l’identifiant de l’annonce
cli-report-reason = Ce qui ne va pas
cli-report-words = Vos mots
cli-hide = Masquer une annonce sur cet appareil
cli-hide-undo = La montrer de nouveau
