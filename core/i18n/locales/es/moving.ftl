## Un servidor que se muda: `relay move`

cli-relay = Servidor: decir dónde está a partir de ahora
cli-relay-move = Anunciar que el servidor cambia de dirección, en cada territorio y cada espacio del que este dispositivo es propietario
cli-relay-from = Dirección actual del servidor
cli-relay-to = Su próxima dirección

# $name (String) the space
move-said = « { $name } »: el cambio de dirección sale con el próximo « ekin sync ».
# $name (String) the space
move-not-owner = « { $name } »: una persona propietaria tiene que anunciarlo desde su dispositivo.
# $address (String) where the relay is
move-nothing = Nada en este dispositivo está en la dirección { $address }.
# $address (String) where the relay is
move-next = Mientras { $address } responda, los dispositivos que se conectan allí conocen la nueva dirección. Después, traslade la carpeta del servidor, clave incluida.
