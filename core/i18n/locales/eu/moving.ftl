## Not yet re-read by a speaker

## Lekuz aldatzen den zerbitzaria: `relay move`

cli-relay = Zerbitzaria: esan nondik aurrera non dagoen
cli-relay-move = Jakinarazi zerbitzariak helbidez aldatuko duela, gailu hau jabe den lurralde eta eremu guztietan
cli-relay-from = Zerbitzariaren oraingo helbidea
cli-relay-to = Hurrengo helbidea

# $name (String) the space
move-said = « { $name } »: helbide-aldaketa hurrengo « ekin sync » aginduarekin aterako da.
# $name (String) the space
move-not-owner = « { $name } »: jabe den norbaitek jakinarazi behar du bere gailutik.
# $address (String) where the relay is
move-nothing = Gailu honetako ezer ez dago { $address } helbidean.
# $address (String) where the relay is
move-next = { $address } helbideak erantzuten duen bitartean, hara jotzen duten gailuek helbide berria jasoko dute. Gero eraman zerbitzariaren karpeta, gakoa barne.
