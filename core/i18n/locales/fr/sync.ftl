## Where a thing stands, in the words of honest screens

state-on-this-device = Sur cet appareil. Sera envoyé dès qu’il y aura du réseau.
state-sent = Envoyé. Le serveur n’a pas encore confirmé.

# $when (String) day and hour of the receipt
state-received-at = Reçu par le serveur : { $when }

state-received = Reçu par le serveur.

# $reason (String) one of the `refused-…` texts, or the team's words
state-refused = Refusé. Voici pourquoi : { $reason }

state-kept = Rien n’est perdu : tout est gardé sur cet appareil.

# $n (Number) things in the outbox
state-waiting = { $n ->
    [0] Rien n’attend le réseau.
    [one] { $n } élément attend le réseau.
   *[other] { $n } éléments attendent le réseau.
 }

# $when (String) day and hour
state-as-of = À jour de : { $when }

# $when (String) day and hour
state-stale = Dernières nouvelles du serveur : { $when }. Vérifiez avant de partir.

state-never = Pas encore de nouvelles du serveur. Lancez « ekin sync » avec du réseau.

## Progress

# $size (String) bytes to receive
sync-first-size = Première fois : { $size } à recevoir.

# $listings (Number) listings in the catalogue
sync-first-listings = { $listings ->
    [0] Ce territoire n’a pas encore d’annonce.
    [one] { $listings } annonce dans ce territoire.
   *[other] { $listings } annonces dans ce territoire.
 }

# $done (Number) listings stored
# $total (Number) listings in all
sync-arriving = Les annonces arrivent : { $done } sur { $total }. Vous pouvez déjà les lire.

# $done (String) bytes received
# $total (String) bytes in all
sync-receiving = Réception : { $done } sur { $total }

# $n (Number) things left to send
sync-sending = { $n ->
    [0] Rien à envoyer
    [one] Envoi : encore { $n }
   *[other] Envoi : encore { $n }
 }

sync-checking = Vérification des signatures
sync-connecting = Connexion au serveur

# $seconds (Number) seconds before the next try
sync-retrying = { $seconds ->
    [0] Le serveur ne répond pas. Nouvel essai maintenant.
    [one] Le serveur ne répond pas. Nouvel essai dans { $seconds } seconde.
   *[other] Le serveur ne répond pas. Nouvel essai dans { $seconds } secondes.
 }

sync-resumed = La réception reprend là où elle s’était arrêtée.

# $n (Number) receipts
sync-received = { $n ->
    [0] Le serveur n’a rien reçu de plus.
    [one] Le serveur a reçu { $n } de vos envois.
   *[other] Le serveur a reçu { $n } de vos envois.
 }

# $n (Number) refusals
sync-refused = { $n ->
    [0] Rien n’est refusé.
    [one] { $n } envoi refusé. Voyez pourquoi : « ekin status ».
   *[other] { $n } envois refusés. Voyez pourquoi : « ekin status ».
 }

# $n (Number) envelopes set aside
sync-not-counted = { $n ->
    [0] Tout ce qui est arrivé est en règle.
    [one] { $n } envoi reçu n’est pas en règle. Il est mis de côté et ne gêne rien.
   *[other] { $n } envois reçus ne sont pas en règle. Ils sont mis de côté et ne gênent rien.
 }

sync-watching = Ekin attend les nouvelles. Ctrl+C pour arrêter.
sync-new-incarnation = Le serveur n’avait pas tout : cet appareil renvoie ce qui manquait.
sync-relay-restored = Le serveur revient d’une sauvegarde. Cet appareil lui rend ce qu’il a perdu.

## Refusals of the relay (protocol 4), each with what to do

refused-busy = le serveur est très occupé. Ekin réessaie tout seul.
refused-quota = le territoire n’a plus de place sur le serveur. Prévenez qui tient le serveur ; Ekin réessaie tout seul.
refused-healing = le serveur se remet d’une panne. Ekin réessaie tout seul.
refused-epoch-stale = les clés ont changé. Ekin met les nouvelles et renvoie.
refused-view-stale = cet appareil n’avait pas tout reçu. Ekin reçoit le reste et renvoie.
refused-checkpoint-stale = l’histoire a été résumée entre-temps. Ekin refait l’envoi sur ce résumé.
refused-removed = cet appareil n’a plus le droit de publier ici. Votre texte est gardé : copiez-le avec « ekin export --refused » ou « ekin doc refused », ou demandez à être ajouté de nouveau.
refused-not-allowed = le rôle de cet appareil ne permet pas cela. Votre texte est gardé. Demandez à la modération.
refused-too-large = l’envoi est trop grand. Votre texte est gardé. Raccourcissez-le, puis renvoyez-le.
refused-bad-form = le serveur ne comprend pas cet envoi. Votre texte est gardé. Mettez Ekin à jour, puis renvoyez-le.
refused-fork = deux copies de cet appareil ont écrit en même temps. Ekin renvoie ce qui manque. N’utilisez plus qu’une copie.

# $code (String) a code that this version does not know
refused-other = raison inconnue ici ({ $code }). Votre texte est gardé. Mettez Ekin à jour.

## Two people edited

conflict-two = Deux personnes ont modifié cette annonce. Les deux versions sont gardées.

# $n (Number) versions, three or more
conflict-several = { $n ->
    [0] Il n’y a qu’une version de cette annonce.
    [one] { $n } version de cette annonce est gardée.
   *[other] { $n } versions de cette annonce sont gardées.
 }

# $field (String) name of the field
conflict-field = Ce qui diffère : { $field }

# $author (String) name of the organisation or number of the device
# $when (String) day and hour by the author's clock
# $value (String) what that version says
conflict-version = { $author }, { $when } : { $value }

# $author (String) whose version is shown
conflict-displayed = Version affichée : { $author }

# $id (String) id of the listing
conflict-resolve = Pour choisir, écrivez la bonne valeur : « ekin edit { $id } CHAMP=VALEUR ».

conflict-cancelled-shown = Une des versions dit que c’est annulé : Ekin montre l’annulation jusqu’à votre choix.
conflict-resolved = C’est choisi. Il n’y a plus qu’une version.
refused-frozen = le serveur n’accepte plus rien pour ce territoire. Votre texte est gardé. Prévenez qui tient le serveur.
sync-receiving-short = Réception

# $n (Number) listings new or changed
# $time (String) time taken
sync-finished = { $n ->
    [0] C’est fait : rien de nouveau. Temps : { $time }.
    [one] C’est fait : { $n } annonce nouvelle ou changée. Temps : { $time }.
   *[other] C’est fait : { $n } annonces nouvelles ou changées. Temps : { $time }.
 }

# $n (Number) what others wrote in private spaces
# $time (String) time taken
sync-came = { $n ->
    [0] C’est fait : rien de nouveau. Temps : { $time }.
    [one] C’est fait : { $n } nouveauté dans vos maisons et vos sorties. Temps : { $time }.
   *[other] C’est fait : { $n } nouveautés dans vos maisons et vos sorties. Temps : { $time }.
 }

# $n (Number) what others wrote in private spaces
sync-came-too = { $n ->
    [0] Rien de nouveau dans vos maisons et vos sorties.
    [one] Et { $n } nouveauté dans vos maisons et vos sorties.
   *[other] Et { $n } nouveautés dans vos maisons et vos sorties.
 }
