## Not yet re-read by a speaker

loan-no-kit = Aquí no hay ningún lote así: { $id }. Vea « ekin doc list kit ».
loan-not-lent = Este lote no se presta ahora. Pregunte a quien lo guarda.
loan-days = Escriba los días así: 2026-12-05, y la devolución después de la salida.
loan-missing = Aquí no hay ningún préstamo así: { $id }. Vea « ekin loan list ».
loan-no-part = Este lote no tiene la pieza « { $given } ». Tiene: { $names }
loan-not-to = El dispositivo { $number } no puede recibirlo. Vea « ekin member list ».
loan-nothing-to-sign = No hay nada que confirmar en este préstamo.
loan-not-out = Este lote no ha salido. Anote primero la entrega con « ekin loan give ».
loan-asked = Préstamo pedido. Todavía no es seguro.
loan-given = Entrega anotada. El otro teléfono debe confirmarla.
loan-given-alone = Entrega anotada por una sola persona.
loan-signed = Confirmado en los dos teléfonos.
loan-refused = Anotado: no se ha recibido.
loan-none = Aquí no hay préstamos.
loan-line = { $what }, para: { $party }. Del { $from } al { $until }.
loan-standing-held = Préstamo aceptado
loan-standing-provisional = Préstamo aceptado aquí, aún no es seguro
loan-standing-likely = Libre esos días, a la espera de respuesta
loan-standing-waiting = { $n ->
    [0] No está libre esos días
    [one] No está libre esos días. Lista de espera, número { $n }
   *[other] No está libre esos días. Lista de espera, número { $n }
 }
loan-standing-declined = Esta vez no se presta
loan-standing-withdrawn = Petición retirada
loan-conflict = Prometido a dos personas esos días. No se ha quitado nada: decídanlo en equipo.
loan-contested = Dos decisiones distintas.
loan-out = Entregado: { $when }, por { $by }
loan-back = Devuelto: { $when }, por { $by }
loan-signed-by = Recibido y confirmado: { $to }
loan-waits-for = Aún sin confirmar por: { $to }
loan-changed = Ha cambiado después. Hay que confirmarlo otra vez: { $to }
loan-alone = Anotado por una sola persona.
loan-part-missing = { $n ->
    [0] No falta nada: { $part }
    [one] Falta { $n } pieza: { $part }
   *[other] Faltan { $n } piezas: { $part }
 }
loan-part-broken = Estropeado: { $part }
loan-all-back = Ha vuelto todo.
loan-due = Devolver el { $date }.
loan-late = { $n ->
    [0] Hay que devolverlo hoy.
    [one] { $n } día de retraso.
   *[other] { $n } días de retraso.
 }
cli-loan = Los préstamos de material: quién pide, quién tiene qué, qué vuelve
cli-loan-list = Los préstamos: días, entregas, retrasos
cli-loan-ask = Pedir un lote
cli-loan-withdraw = Retirar la petición
cli-loan-accept = Aceptar una petición
cli-loan-decline = No prestar esta vez
cli-loan-undo = Deshacer una decisión
cli-loan-give = Entregar el lote a quien lo pide
cli-loan-return = Devolver el lote
cli-loan-sign = Confirmar en este teléfono lo que se entrega o se devuelve
cli-loan-refuse = Decir que no se ha recibido
cli-loan-kit = Lote: comienzo del identificador
cli-loan-id = Préstamo: comienzo del identificador
cli-loan-party = Quién lo pide: una casa, una asociación
cli-loan-from = Primer día
cli-loan-until = Devolver el
cli-loan-to = Número del dispositivo que recibe
cli-loan-part = Pieza y número: cable=1, o ratón=1:broken
