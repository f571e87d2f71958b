## Inboxes, ads of people without an account, the code of a territory

cli-offer = Proposer une annonce à la modération, même sans réseau et sans compte
cli-offer-file = Fichier de l’annonce ; sans fichier, la liste de ce que vous avez écrit
cli-offer-list = Ce que vous avez écrit, et ce qu’on vous a répondu
cli-offer-withdraw = Reprendre ce qui n’est pas encore envoyé
cli-offer-number = Numéro, dans « ekin offer list »
cli-message = Écrire à l’équipe d’une maison, même sans réseau et sans compte
cli-message-link = Lien de la boîte de réception de la maison
cli-message-text = Votre message
cli-message-speak-up = Signaler quelque chose, sans nom
cli-message-no-reply = Ne pas demander de réponse : rien ne mène à cet appareil
cli-inbox = Lire ce que les gens ont écrit, et décider
cli-inbox-list = Les messages reçus
cli-inbox-open = Lire un message
cli-inbox-publish = Publier une annonce reçue
cli-inbox-refuse = Refuser une annonce, en disant pourquoi
cli-inbox-because = Raison, lue dans la langue de la personne
cli-inbox-words = Quelques mots à vous, en plus
cli-inbox-close = Ranger un message, avec ou sans réponse
cli-inbox-link = Le lien par lequel on écrit à cet espace
cli-inbox-id = Début de l’identifiant du message
cli-territory-link = Le lien et le code du territoire, pour une affiche
cli-code = Le code du territoire
cli-code-new = Tirer un nouveau code
cli-code-value = Code lu sur une affiche

# $id (String) its number on this device
offer-written = Annonce écrite : numéro { $id }
offer-none = Vous n’avez rien écrit ici. Proposez une annonce avec « ekin offer FICHIER ».

# $id (String) its number on this device
offer-withdrawn = Numéro { $id } : repris, rien n’a été envoyé.

# $id (String) its number on this device
message-written = Message écrit : numéro { $id }

# $to (String) whom a letter is for
letter-to = Pour : { $to }

letter-sealed = Seules les personnes à qui vous écrivez peuvent le lire.
letter-awaits = La réponse arrivera ici, lors d’un « ekin sync ».

# $why (String) one of the refusal texts
letter-later = Le serveur demande d’attendre : { $why }

outcome-published = Publiée : votre annonce est dans le catalogue.
outcome-refused = Pas publiée.

# $reason (String) one of the `reason-…` texts
outcome-refused-because = Pas publiée : { $reason }

outcome-answered = On vous a répondu.
outcome-newer = On vous a répondu avec un Ekin plus récent : mettez Ekin à jour pour lire la réponse.

# $text (String) words of whoever answers
outcome-words = « { $text } »

reason-duplicate = cette annonce est déjà dans le catalogue. Merci d’y avoir pensé.
reason-elsewhere = elle concerne un autre territoire. Proposez-la là où elle a lieu.
reason-incomplete = il manque une date, un lieu ou une façon de répondre. Complétez-la, puis proposez-la de nouveau.
reason-past = sa date est passée.
reason-commercial = le catalogue ne prend pas de publicité.
reason-personal = elle dit d’une personne ce qui ne regarde pas tout le monde. Enlevez-le, puis proposez-la de nouveau.
reason-unclear = nous n’avons pas bien compris. Dites-le autrement, puis proposez-la de nouveau.
reason-harmful = elle pourrait faire du tort à quelqu’un.
reason-words = voici pourquoi.
reason-other = une raison que cet Ekin ne connaît pas. Mettez Ekin à jour.

inbox-empty = Aucun message.
inbox-sealed = Ce message ne s’ouvre pas ici : sa clé n’est pas sur cet appareil.
inbox-newer = Un Ekin plus récent a écrit ce message : mettez Ekin à jour pour le lire.
inbox-kind-ad = Annonce
inbox-kind-answer = Réponse
inbox-kind-speak-up = Signalement
inbox-kind-other = Message
inbox-reserved = avec le code du territoire
inbox-waiting = En attente d’une décision
inbox-published-here = Publiée d’ici
inbox-published-other = Publiée par une autre personne
inbox-withdrawn = Publiée, puis retirée
inbox-refused-here = Refusée d’ici
inbox-refused-other = Refusée par une autre personne
inbox-closed = Rangé
inbox-no-reply = La personne n’attend pas de réponse.

# $id (String) beginning of the listing's id
inbox-published = Annonce publiée : { $id }
inbox-refused = Refus enregistré. La personne le saura lors de son prochain « ekin sync ».
inbox-closed-done = Message rangé.
inbox-reply-written = Réponse écrite. La personne la lira lors de son prochain « ekin sync ».

# $link (String) link of an inbox
inbox-link = Lien pour vous écrire : { $link }

inbox-link-grace = Il reste bon 180 jours après le prochain changement de clé. Refaites l’affiche avant.

# $name (String) name of the territory
poster-title = Ekin : { $name }

# $link (String) link of the territory
poster-link = Lien : { $link }

# $code (String) the territory's code
poster-code = Code : { $code }

poster-how = Avec ce code, vos annonces passent par une voie réservée.
code-not-yet = Pas encore en vigueur : lancez « ekin sync » avec du réseau.
code-unknown = Cet appareil ne connaît pas le code de ce territoire. Donnez celui d’une affiche : « ekin territory code CODE ».
code-kept = Code gardé sur cet appareil.

change-inbox = Boîte de réception à mettre à jour.

# $n (Number) messages
inbox-count = { $n ->
    [0] Aucun message n’attend
    [one] { $n } message attend une décision : voyez « ekin inbox list »
   *[other] { $n } messages attendent une décision : voyez « ekin inbox list »
 }

# $id (String) what was asked for
error-no-message = Aucun message ne commence par « { $id } ». Voyez « ekin inbox list ».

error-message-unreadable = Ce message ne peut pas être lu ici. Mettez Ekin à jour, ou attendez sa clé avec « ekin sync ».
error-not-an-ad = Ce message n’est pas une annonce. Rangez-le avec « ekin inbox close ».

# $id (String) beginning of the listing's id
error-message-published = Cette annonce est déjà publiée : { $id }. Pour la retirer : « ekin withdraw ».

error-message-answered = La personne a déjà reçu une réponse.
error-no-mailbox = La personne n’a pas laissé d’adresse de réponse. Rangez le message sans « --say » ni « --text ».

# $id (String) what was asked for
error-no-letter = Rien ne porte le numéro { $id }. Voyez « ekin offer list ».

error-letter-sent = C’est déjà envoyé : on ne peut plus le reprendre.
error-code = Ce n’est pas un code de territoire. Recopiez les 11 lettres et chiffres de l’affiche.
error-not-an-inbox = Ce lien ne mène pas à une boîte de réception. Demandez le bon à la maison.
error-no-inbox = Cet espace n’a pas de boîte de réception, ou pas encore. Seule l’équipe en a une : lancez « ekin sync » et choisissez l’espace de l’équipe.

# $max (String) bytes
error-words = Le texte est vide, trop long (plus de { $max } octets), ou contient des signes invisibles. Corrigez-le.
