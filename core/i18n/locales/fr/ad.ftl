## Ads from draft to answer

cli-ad = Écrire une annonce, la proposer ou la publier, dire ce qu’elle devient
cli-ad-new = Commencer un brouillon, même sans réseau et sans compte
cli-ad-type = Sorte d’annonce
cli-ad-fields = Champs du brouillon, par exemple title.fr=Balade ou timings.a.start=2026-12-05T14:00
cli-ad-space = Espace où le brouillon s’écrit à plusieurs ; sinon, le vôtre
cli-ad-list = Vos brouillons, et où ils en sont
cli-ad-show = Voir un brouillon
cli-ad-edit = Modifier un brouillon
cli-ad-submit = Proposer le brouillon à la modération
cli-ad-publish = Publier le brouillon, si vous en avez le droit
cli-ad-state = Dire ce que devient une annonce publiée
cli-ad-state-word = Ce qu’elle devient
cli-ad-at = Adresse web où cela a lieu à distance
cli-ad-skip = Enlever des jours à ce qui revient : « chaque semaine, sauf »
cli-ad-day = Jour à enlever, comme 2026-12-24
cli-ad-adopt = Reprendre un projet : une copie qui dit d’où elle vient
cli-ad-id = Début de l’identifiant du brouillon
cli-ad-sure = Vous êtes sûr des mots signalés : ils ne parlent de la santé de personne
cli-ad-answers-to = Équipe dont la boîte reçoit les réponses
cli-by = Nom dont vous signez, gardé pour la suite

ad-own-space = À moi
# $id (String) beginning of the draft's id
ad-created = Brouillon : { $id }
ad-kept-here = Gardé sur cet appareil, et nulle part ailleurs. Pour le proposer : ekin ad submit
ad-none = Aucun brouillon. Commencez avec « ekin ad new ».
ad-edited = Brouillon modifié.
# $number (String) number of the letter on this device
ad-handed = Proposée à la modération : numéro { $number }
ad-changed = C’est noté. Les lecteurs le verront après un « ekin sync ».
ad-archived = Elle n’est plus dans le catalogue. Pour la remettre, lancez tout de suite « ekin undo ».
ad-at-online-only = L’adresse --at va avec « moved-online » seulement. Pour la changer : « ekin ad state … moved-online --at ».
ad-skipped = Jours enlevés.
# $id (String) beginning of the draft's id
ad-adopted = Projet repris dans le brouillon { $id }. Ajoutez vos dates, votre lieu et comment répondre.

ad-writing = Brouillon
# $state (String) how far its letter has come
ad-submitted = Proposée à la modération. { $state }
ad-submitted-elsewhere = Proposée à la modération depuis un autre appareil
ad-published = Publiée
ad-refused = Pas publiée
ad-withdrawn = Publiée, puis retirée
ad-two-values = Deux personnes ont écrit.

# $words (String) words of the ad, each in quotation marks
ad-care-marked = À relire d’abord : ces mots parlent peut-être de la santé ou des soins d’une personne : { $words }
ad-past = Toutes ses dates sont passées. Vérifiez le jour et l’année, puis corrigez avec « ekin ad edit ».
ad-past-marked = À relire d’abord : toutes ses dates sont passées.
# $words (String) words of the ad, each in quotation marks
error-names-care = L’annonce parle peut-être de la santé ou des soins d’une personne : { $words }. Enlevez ces mots, puis recommencez. S’ils ne parlent de personne, ajoutez --sure.
# $id (String) what was asked for
error-no-ad = Aucun brouillon ne commence par « { $id } ». Voyez « ekin ad list ».
error-ad-submitted = Ce brouillon attend déjà la modération. Voyez « ekin ad list », ou reprenez-le avec « ekin offer withdraw ».
# $field (String) the field
error-ad-kept = « { $field } » s’écrit tout seul et ne se change pas à la main. Pour faire avancer l’annonce : ekin ad submit, publish ou adopt.
error-nothing-recurs = Cette annonce ne revient pas : il n’y a pas de jour à enlever. Pour dire qu’elle n’a pas lieu : « ekin ad state ».
# $given (String) what was given
error-no-such-day = Rien n’a lieu le « { $given } ». Donnez un jour de la série, comme 2026-12-24.
error-not-a-project = On reprend un projet, une bonne pratique ou un défi. Cette annonce n’en est pas.

# $name (String) who had it first
listing-adopted = Repris de : { $name }
listing-each-day = Revient chaque jour
listing-each-week = Revient chaque semaine
listing-each-month = Revient chaque mois
listing-each-year = Revient chaque année
# $days (String) days on which it does not take place
listing-except = Sauf : { $days }

moderator-unnamed = une autre personne
# $published (String) who published
verdict-contested-you-refused = Publiée par { $published }, alors que vous l’aviez refusée. Choisissez ensemble.
# $refused (String) who refused
verdict-contested-you-published = Vous l’avez publiée, elle avait été refusée par { $refused }. Choisissez ensemble.
# $published (String) who published
# $refused (String) who refused
verdict-contested = Publiée par { $published }, refusée par { $refused }. Choisissez ensemble.
# $who (String) a moderator
# $reason (String) one of the `reason-…` texts
verdict-reason = Refus de { $who } : { $reason }
verdict-contested-author = Publiée. Une autre personne avait décidé autrement : l’équipe en parle.
verdict-withdrawn-author = Elle n’est plus dans le catalogue.

# $reply (String) one of the `canned-…` texts
outcome-canned = On vous a répondu : { $reply }
# $title (String) the ad that is answered
answer-about = Annonce : { $title }
canned-welcome = On vous attend. Merci d’avoir répondu.
canned-no-place = Il n’y a plus de place cette fois. Merci d’avoir répondu.
canned-waiting = Vous êtes sur la liste d’attente.
canned-later = Bien reçu. Nous vous répondrons bientôt.
canned-call = Téléphonez-nous, s’il vous plaît.
canned-how-many = Combien serez-vous, et de quoi avez-vous besoin ?
canned-cancelled = Cela n’aura pas lieu.
canned-postponed = C’est reporté. Nous vous dirons la date.
canned-thanks = Merci de nous avoir prévenus.
canned-other = une réponse que cet Ekin ne connaît pas. Mettez Ekin à jour.
cli-inbox-say = Réponse toute faite, lue dans la langue de la personne
