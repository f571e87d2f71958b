## Un serveur qui a perdu sa clé : `relay renew`

cli-relay-renew = Nommer la nouvelle clé d’un serveur qui a perdu la sienne, dans chaque territoire et chaque espace dont cet appareil est propriétaire
cli-relay-keys = Ses nouvelles clés publiques, que « ekin-sync-server public-keys » affiche chez qui tient le serveur
cli-relay-at = Sa nouvelle adresse, s’il en change
cli-value-keys = CLÉS

# $name (String) the space
renew-said = « { $name } » : la nouvelle clé part avec le prochain « ekin sync ». Les autres appareils la croient dès qu’elle est reçue.
# $name (String) the space
renew-not-owner = « { $name } » : une personne propriétaire doit nommer la clé depuis son appareil.
# $address (String) where the relay is
renew-nothing = Rien à changer sur cet appareil à l’adresse { $address }.
error-relay-keys = Ce ne sont pas les clés d’un serveur : il faut les 128 caractères que « ekin-sync-server public-keys » affiche. Copiez-les en entier.
