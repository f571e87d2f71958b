## Houses, outings and those who belong to them

# $n (Number) how many
# $what (String) the thing
app-outing-things = { $what } : { $n }

# $all (Number) seats in all
# $taken (Number) seats that somebody has
# $likely (Number) seats that somebody is likely to get
# $free (Number) seats that nobody asked for
app-seats-sentence = { $all ->
    [0] Pas de place
    [one] { $all } place
   *[other] { $all } places
} : { $taken ->
    [0] aucune prise
    [one] { $taken } prise
   *[other] { $taken } prises
}, { $likely ->
    [0] aucune probable
    [one] { $likely } probable
   *[other] { $likely } probables
}, { $free ->
    [0] aucune libre
    [one] { $free } libre
   *[other] { $free } libres
}.

# $taken (Number) seats that somebody has
# $likely (Number) seats that somebody is likely to get
app-seats-open = Places sans limite : { $taken ->
    [0] aucune prise
    [one] { $taken } prise
   *[other] { $taken } prises
}, { $likely ->
    [0] aucune probable
    [one] { $likely } probable
   *[other] { $likely } probables
}.

# $all (Number) places for a wheelchair
# $free (Number) of them that nobody asked for
app-seats-wheelchair = { $all ->
    [0] Pas de place pour fauteuil
    [one] { $all } place pour fauteuil
   *[other] { $all } places pour fauteuil
}, { $free ->
    [0] aucune libre
    [one] { $free } libre
   *[other] { $free } libres
}.

app-members-me = cet appareil

# $name (String) what a device is called
app-members-me-named = { $name }, cet appareil

# $role (String) a role
app-members-invite-waits = Invitation préparée ({ $role }). En vigueur quand le serveur l’aura reçue.

# $device (String) a device
# $role (String) a role
app-members-approve-waits = { $device } : accès accordé ({ $role }). En vigueur quand le serveur l’aura reçu.

# $device (String) a device
app-members-remove-waits = { $device } : retiré ici. En vigueur quand le serveur l’aura reçu.

## Answering an ad

app-answer-title = Votre réponse
app-answer-come = Je viens
app-answer-help = J’aide
app-answer-interested = Cela m’intéresse
app-answer-other = Autre réponse
app-answer-maybe = Peut-être
app-answer-not = Pas cette fois
app-answer-words = Un message
app-answer-name = Votre nom
app-answer-text = Un mot pour l’équipe, si vous voulez
app-answer-seats = Places
app-answer-wheelchair = Places pour fauteuil
app-answer-send = Envoyer la réponse
app-answer-done = Votre réponse est sur ce téléphone. Elle partira dès qu’il y aura du réseau.
app-answer-private = Seule l’équipe lit votre réponse.
app-mine-answers = Mes réponses
app-mine-correct = Corriger

# $what (String) what is counted
app-number-more = { $what } : un de plus

# $what (String) what is counted
app-number-less = { $what } : un de moins

## A text that names care

app-care-title = Ce texte parle peut-être de la santé d’une personne
app-care-mend = Corriger le texte
app-care-sure = Ce n’est pas le cas : envoyer

## Home of the house, what waits

app-house-todo = À faire
app-house-open = Voir la sortie
app-house-members = Membres et appareils
app-house-answers = Réponses reçues
app-house-people = Personnes
app-house-notes = Notes
app-house-staff = Pour l’équipe seulement

# $n (Number) persons of whom two say different things
app-bar-disputed = { $n ->
    [one] { $n } désaccord : regardez ensemble
   *[other] { $n } désaccords : regardez ensemble
 }

# $n (Number) ads
app-house-to-read = { $n ->
    [0] Aucune annonce à relire
    [one] { $n } annonce à relire
   *[other] { $n } annonces à relire
}

# $n (Number) places in which two people wrote
app-house-two = { $n ->
    [0] Personne n’a écrit en même temps
    [one] Deux personnes ont écrit : { $n } choix à faire
   *[other] Deux personnes ont écrit : { $n } choix à faire
}

# $n (Number) answers
app-house-answers-wait = { $n ->
    [0] Aucune réponse à lire
    [one] { $n } réponse à lire
   *[other] { $n } réponses à lire
}

## Answers that came in

app-in-none = Rien à lire pour l’instant.
app-in-asked = Envies des personnes de la maison
app-in-pass = Transmettre au nom de la maison
app-in-keep = Ne pas transmettre
app-in-because = Pourquoi ?
app-in-aside = Mettre de côté
app-in-reply = Répondre

## An outing

app-outing-ready = Prêt à partir ?
app-outing-done = Fait
app-outing-todo = À faire
app-outing-people = Personnes
app-outing-seats = Places
app-outing-urgent = Urgence
app-outing-packing = À emporter
app-outing-add-thing = Ajouter une chose
app-outing-add = Ajouter
app-outing-papers = Autorisations
app-outing-plan = Le plan

# $when (String) a day and an hour
app-outing-kept = S’efface : { $when }.

app-outing-sign = C’est signé
app-outing-signed-by = Qui a signé ?
app-outing-not-for-you = Seule l’équipe voit les personnes.
app-outing-nobody = Personne sur la liste.

## Places

app-seats-front = avant
app-seats-note = Ce dessin compte les places. Il ne dit pas qui s’assoit où.
app-seats-held = Prises
app-seats-likely = Probables
app-seats-waits = Liste d’attente
app-seats-gone = Refusées ou retirées

# $party (String) who asks
app-seats-accept = Accepter : { $party }

# $party (String) who asks
app-seats-decline = Pas de place : { $party }

# $party (String) who asks
app-seats-undo = Défaire : { $party }

app-seats-history = Qui a changé quoi
app-seats-nothing-moves = Personne n’est retiré : décidez ensemble.
app-seats-later = Probable. Sûr quand le serveur l’aura.

# $n (Number) place in the queue
app-seats-number = Numéro { $n }

## The emergency card

app-card-why = Pourquoi ouvrir cette carte ?
app-card-will = Cette ouverture sera notée.
app-card-noted = Cette ouverture est notée.
app-card-emergency = Urgence
app-card-care = Soin prévu
app-card-preparation = Préparation
app-card-never = Ne pas donner

# $number (String) a number
app-card-call = Appeler le { $number }

# $number (String) a number
app-card-text = { $number } par SMS

# $number (String) a number
app-card-medical = { $number }, secours médical

# $number (String) a number
app-card-fire = { $number }, pompiers

# $number (String) a number
app-card-police = { $number }, police

# $number (String) a number
app-card-violence = { $number }, violences faites aux femmes

# $number (String) a number
app-card-suicide = { $number }, idées de suicide

app-card-two = Deux personnes ont écrit. Le plus prudent est en premier.

# $country (String) code of a country
app-card-country = Numéros : { $country }

# $name (String) a person
app-card-of = Carte : { $name }

app-card-whom = De qui ?

## Members and devices

app-members-arrivals = Demandent à entrer
app-members-people = Membres

# $name (String) a device
app-members-let-in = Accepter : { $name }

# $when (String) a day and an hour
app-members-seen = Vu : { $when }

app-members-unseen = Pas encore vu

# $when (String) a day and an hour
app-members-until = Jusqu’à : { $when }

app-members-invite = Inviter

# $name (String) a device
app-members-remove = Retirer : { $name }

# $name (String) a device
app-members-ask = Retirer « { $name } » ?

app-members-ask-more = Il ne recevra plus rien. Ce qu’il a déjà lu ne peut pas être repris.
app-members-yes = Oui, retirer
app-members-no = Non, laisser
# $name (String) what a device is called
app-members-name = Nommer : { $name }

# $name (String) what a device is called
app-members-rename = Changer le nom : { $name }

app-members-name-field = Nom de l’appareil
app-members-name-hint = Par exemple : « Téléphone d’Ane ». Toute la maison lira ce nom, avec ce que l’appareil a fait.
app-members-name-keep = Garder ce nom
app-members-name-leave = Annuler
app-members-waits = En attente du serveur
app-members-unprotected = Pas encore de feuille de récupération.
app-members-protected = Une feuille rouvre la maison.
app-invite-role = Que pourra faire cette personne ?
app-invite-educator = Équipe éducative : prépare et mène les sorties
app-invite-volunteer = Bénévole : accompagne une sortie
app-invite-resident = Tablette d’une personne de la maison
app-invite-admin = Responsable : invite et retire des personnes
app-invite-reader = Lecture seule
app-invite-show = Montrer le code

# $when (String) an hour
app-invite-once = Sert une seule fois. Jusqu’à : { $when }.

app-invite-face = Montrez-le face à face. La personne peut entrer sans réseau.
app-invite-type = Ou tapez ce code
app-invite-picture = Dessin à scanner : invitation pour un appareil

## The recovery code

app-recovery-title = Code de récupération
app-recovery-why = Si tous les téléphones sont perdus, cette feuille rouvre la maison.
app-recovery-make = Préparer la feuille
app-recovery-making = Ekin prépare les mots. Cela prend quelques secondes.
app-recovery-write = Écrivez ces douze mots sur une feuille, dans l’ordre. Ekin ne les montrera plus.
app-recovery-have = J’ai la feuille
app-recovery-type = Entrez les douze mots de votre feuille
app-recovery-check = Vérifier
app-recovery-good = C’est bon. Rangez la feuille sous clé.
app-recovery-again = Préparer une autre feuille

## Two versions

# $what (String) what one of them wrote
app-two-keep = Garder : { $what }

app-two-none = Personne n’a écrit deux choses différentes.
app-two-later = Rien ne presse : les deux versions sont gardées.
app-two-settled = Déjà choisi
app-two-shown = Montré en attendant
app-two-careful = Le plus prudent est en premier.

## Reading again

app-read-title = À relire
app-read-none = Tout est relu.
app-read-publish = Publier
app-read-refuse = Refuser avec un motif
app-read-why = Pourquoi ?
app-read-ask = Poser une question
app-read-question = Votre question
app-read-send = Envoyer la question

## The week

app-nav-week = Ma semaine
app-week-before = Semaine d’avant
app-week-after = Semaine d’après

# $n (Number) other listings of that day
app-week-others = { $n ->
    [0] Rien d’autre près d’ici
    [one] { $n } autre annonce ce jour-là
   *[other] { $n } autres annonces ce jour-là
}

app-week-today = Aujourd’hui
app-week-reminders = Rappels

## Needs

app-needs-title = Mes besoins
app-needs-here = Dites ce qu’il vous faut. Cela reste sur ce téléphone.
app-needs-see = Voir les annonces
app-needs-all = Ces annonces répondent à tous vos besoins.
app-needs-maybe = Ces annonces ne disent pas tout. Renseignez-vous avant d’y aller.
app-needs-fits-none = Aucune annonce ne répond à tous vos besoins.

# $n (Number) listings
# $what (String) a need
app-needs-unsaid = { $n ->
    [0] Toutes les annonces répondent : { $what }
    [one] { $n } annonce ne dit rien : { $what }
   *[other] { $n } annonces ne disent rien : { $what }
}

app-needs-show = Les montrer

# $n (Number) listings
# $what (String) a need
app-needs-less = { $n ->
    [0] Rien non plus sans : { $what }
    [one] { $n } annonce sans : { $what }
   *[other] { $n } annonces sans : { $what }
}

## People, notes, moments

app-person-consents = Ce qui est permis
app-person-openings = Qui a ouvert la carte
app-person-care = Soins : pour l’équipe
app-person-want = Une envie
app-person-add-want = Ajouter une envie
app-person-disagree = Ce qui a été dit ne va pas ensemble. Demandez.
app-notes-none = Pas encore de note.
app-notes-new = Écrire une note
app-notes-heading = Titre
app-notes-text = Votre note
app-notes-keep = Garder la note
app-moments-title = Moments
app-moments-none = Pas encore de photo ni de son.
app-moments-here = Sur ce téléphone seulement.
app-moments-unnamed = Dites d’abord qui est dessus.

# $n (Number) people without a name
app-moments-others = { $n ->
    [0] Tout le monde a un nom
    [one] { $n } personne sans nom
   *[other] { $n } personnes sans nom
}

# $who (String) an audience
app-moments-share = Partager avec : { $who }

# $who (String) an audience
app-moments-shared = Partagé avec : { $who }

app-moments-hidden = Ce moment est caché pour tout le monde. Il va être effacé.
app-moments-remove = Supprimer ce moment

## What a device lacks

app-voice = Voix
app-voice-missing = Pas de voix basque ici. Ekin lit avec une voix française. Ajoutez une voix basque dans les réglages de l’appareil.
app-voice-none = Pas de voix ici : rien ne sera lu. Ajoutez-en une dans les réglages de l’appareil.
