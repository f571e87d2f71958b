## Un serveur qui déménage : `relay move`

cli-relay = Serveur : dire où il est désormais
cli-relay-move = Annoncer que le serveur change d’adresse, dans chaque territoire et chaque espace dont cet appareil est propriétaire
cli-relay-from = Adresse actuelle du serveur
cli-relay-to = Sa prochaine adresse

# $name (String) the space
move-said = « { $name } » : le changement d’adresse part avec le prochain « ekin sync ».
# $name (String) the space
move-not-owner = « { $name } » : une personne propriétaire doit l’annoncer depuis son appareil.
# $address (String) where the relay is
move-nothing = Rien sur cet appareil n’est à l’adresse { $address }.
# $address (String) where the relay is
move-next = Tant que { $address } répond, les appareils qui s’y connectent apprennent la nouvelle adresse. Déplacez ensuite le dossier du serveur, clé comprise.
