## Not yet re-read by a speaker

## Bere gakoa galdu duen zerbitzaria: `relay renew`

cli-relay-renew = Bere gakoa galdu duen zerbitzariaren gako berria izendatu, gailu hau jabe den lurralde eta eremu guztietan
cli-relay-keys = Haren gako publiko berriak, « ekin-sync-server public-keys » aginduak zerbitzariaren arduradunari erakusten dizkionak
cli-relay-at = Helbide berria, aldatzen bada
cli-value-keys = GAKOAK

# $name (String) the space
renew-said = « { $name } »: gako berria hurrengo « ekin sync » aginduarekin aterako da. Beste gailuek sinetsiko dute, jaso bezain laster.
# $name (String) the space
renew-not-owner = « { $name } »: jabe den norbaitek izendatu behar du gakoa bere gailutik.
# $address (String) where the relay is
renew-nothing = Ez dago zer aldatu gailu honetan { $address } helbidean.
error-relay-keys = Hauek ez dira zerbitzari baten gakoak: « ekin-sync-server public-keys » aginduak erakusten dituen 128 karaktereak behar dira. Kopiatu osorik.
