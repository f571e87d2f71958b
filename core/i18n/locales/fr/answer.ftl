## Answers to ads

answer-yes = Oui
answer-maybe = Peut-être
answer-not-today = Pas aujourd’hui
answer-message = Message
answer-other = Une réponse que cet Ekin ne connaît pas. Mettez Ekin à jour.
# $name (String) name of who answers
answer-by = De : { $name }
# $name (String) name of the house
answer-by-house = De la maison : { $name }

cli-answer = Répondre à une annonce, même sans réseau et sans compte
cli-answer-yes = Répondre oui
cli-answer-maybe = Répondre peut-être
cli-answer-not-today = Répondre « pas aujourd’hui »
cli-answer-message = Écrire à qui organise
cli-answer-text = Quelques mots
cli-answer-by = Nom sous lequel vous répondez
cli-answer-for = Pour une personne de la maison : la réponse reste dans la maison jusqu’à ce qu’un professionnel la transmette
cli-answer-space = La maison
cli-answer-no-reply = Ne pas demander de réponse : rien ne mène à cet appareil
cli-answer-list = Vos réponses, et ce qu’on vous a répondu
cli-answer-asked = Ce que les personnes de la maison ont répondu
cli-answer-pass = Transmettre une réponse au nom de la maison
cli-answer-keep = Ne pas transmettre une réponse, et dire pourquoi
cli-answer-because = Pourquoi, dit à la personne
cli-answer-asked-id = Début de l’identifiant, dans « ekin answer asked »
cli-answer-seats = Places assises
cli-answer-wheelchair = Places pour fauteuil roulant
cli-answer-companions = Places d’accompagnateur

answer-written = Réponse écrite. Elle partira vers qui organise, et personne d’autre ne pourra la lire.
answer-none = Vous n’avez répondu à aucune annonce. Cherchez avec « ekin search », puis « ekin answer yes ».
answer-asked = C’est noté dans la maison. Un professionnel le transmettra.
answer-asked-none = Personne n’a répondu à une annonce dans cette maison.
answer-passed = Transmis au nom de la maison. Le nom de la personne reste ici.
answer-kept = Noté. La personne le lira dans la maison.

asked-waiting = Attend un professionnel
# $device (String) number of a device
asked-passed = Transmis (appareil { $device })
# $device (String) number of a device
asked-kept = Pas transmis (appareil { $device })
# $reply (String) one of the `canned-…` texts
asked-reply = Réponse : { $reply }

error-no-way = Cette annonce ne dit pas comment répondre. Écrivez à la modération : « ekin offer ».
# $ways (String) telephones and addresses
error-other-ways = Cette annonce n’a pas de boîte de réception. Répondez autrement : { $ways }
error-no-name = Dites sous quel nom vous demandez une place, avec --by.
error-names-person = Ces mots nomment la personne. Son nom ne sort pas de la maison : dites-le autrement.
error-through-house = Cet appareil est celui d’une personne de la maison. Répondez avec --for et --space : un professionnel transmettra.
error-passed-already = C’est déjà transmis, ou déjà gardé. Voyez « ekin answer asked ».
# $id (String) what was asked for
error-not-asked = Aucune réponse ne commence par « { $id } » dans cette maison. Voyez « ekin answer asked ».
