## Un servidor que ha perdido su clave: `relay renew`

cli-relay-renew = Nombrar la nueva clave de un servidor que ha perdido la suya, en cada territorio y cada espacio del que este dispositivo es propietario
cli-relay-keys = Sus nuevas claves públicas, que « ekin-sync-server public-keys » muestra a quien lleva el servidor
cli-relay-at = Su nueva dirección, si cambia
cli-value-keys = CLAVES

# $name (String) the space
renew-said = « { $name } »: la nueva clave sale con el próximo « ekin sync ». Los demás dispositivos la creen en cuanto se recibe.
# $name (String) the space
renew-not-owner = « { $name } »: una persona propietaria tiene que nombrar la clave desde su dispositivo.
# $address (String) where the relay is
renew-nothing = No hay nada que cambiar en este dispositivo en la dirección { $address }.
error-relay-keys = No son las claves de un servidor: hacen falta los 128 caracteres que muestra « ekin-sync-server public-keys ». Cópielos enteros.
