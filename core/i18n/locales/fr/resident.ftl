## The resident’s side: wishes, choices, faces

wish-says-yes = Je veux y aller
wish-says-no = Je ne veux pas y aller
wish-says-unsure = Je ne sais pas
wish-says-no-more = Je ne veux plus y aller
wish-noted = C’est noté. On le dit à l’équipe.
wish-known = L’équipe le sait.

# $name (String) who
wish-known-by = { $name } le sait.
wish-yes = Oui, vous y allez.
wish-not-this-time = Pas cette fois. L’équipe explique.

# $name (String) who
wish-not-this-time-by = Pas cette fois. { $name } explique.

# $why (String) what the team wrote
wish-because = Pourquoi : { $why }
wish-contrary = L’équipe a donné deux réponses. Elle en parle encore.
wish-off = Cette sortie n’a pas lieu.
wish-two-words = Deux mots différents ont été notés. Le dernier compte. Demandez à la personne.
wish-none = Pas encore d’envie ici.
wish-answered = Réponse notée. La personne la verra.
wish-unknown = une annonce qui n’est pas sur cet appareil

# $name (String) what was asked for
wish-no-profile = « { $name } » n’a pas de fiche dans cet espace. Choisissez un autre espace avec --space, ou faites sa fiche ici.

# $things (String) what the person said
choice-want = Mes envies : { $things }

# $things (String) what the person said
choice-like = J’aime : { $things }

# $things (String) what the person said
choice-dislike = Je n’aime pas : { $things }

# $things (String) what the person said
choice-bring = Ce que j’apporte : { $things }

# $things (String) what the person said
choice-speak = Pour parler avec moi : { $things }
choice-empty = Rien n’est écrit ici pour l’instant.
choice-kept = C’est écrit.
choice-removed = C’est enlevé.

# $places (String) names of the fields
choice-two-people = Deux personnes ont écrit : { $places }. Choisissez avec « ekin doc show ».
looked-heading = Qui a vu ma fiche

# $space (String) name of the space
# $opening (String) who, why and when
looked-at = { $space } · { $opening }
looked-nobody = Personne n’a ouvert votre fiche.
feel-question = Comment allez-vous ?
feel-face-good = Bien
feel-face-fair = Moyen
feel-face-bad = Pas bien
feel-face-other = autre visage, écrit par un Ekin plus récent

# $face (String) one of the faces
feel-before = Avant : { $face }

# $face (String) one of the faces
feel-after = Après : { $face }
feel-noted = C’est noté. Vous et qui vous accompagne pouvez le voir.
feel-none = Rien n’est noté ici.
feel-two-faces = Deux visages différents ont été notés. Le dernier compte.
cli-wish = Les envies d’une personne : « je veux y aller », et ce que répond l’équipe
cli-wish-list = Les envies et leurs réponses
cli-wish-go = Je veux y aller
cli-wish-no = Je ne veux pas y aller
cli-wish-unsure = Je ne sais pas
cli-wish-no-more = Je ne veux plus y aller
cli-wish-known = L’équipe le sait
cli-wish-accept = Oui, la personne y va
cli-wish-decline = Pas cette fois, avec la raison
cli-wish-told-by = Qui de l’équipe le dit à la personne
cli-wish-about = Sortie ou annonce : début de l’identifiant
cli-wish-id = Début de l’identifiant de l’envie
cli-wish-page = La page d’une personne : ce qu’elle aime, ce qu’elle veut, ce qu’elle apporte, qui a vu sa fiche
cli-wish-write = Écrire sur la page d’une personne
cli-wish-choice = Envie, ce que j’aime, ce que je n’aime pas, ce que j’apporte, comment me parler
cli-wish-words = Les mots de la personne
cli-wish-remove = Enlever ces mots
cli-feel = Comment va une personne, avant et après une sortie
cli-feel-list = Ce que la personne a dit
cli-feel-before = Avant la sortie
cli-feel-after = Après la sortie
cli-feel-face = Le visage que la personne choisit
cli-feel-note = Ce que la personne dit avec
