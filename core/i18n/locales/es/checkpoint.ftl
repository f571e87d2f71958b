## Not yet re-read by a speaker

cli-space-checkpoint = Poner un punto de cierre en el historial de un espacio: lo que vale se queda, el servidor olvida cómo se llegó a ello
cli-space-checkpoint-now = Hacerlo en el próximo « ekin sync », sin esperar al momento previsto
cli-space-checkpoint-prose = Empezar de nuevo también los textos compartidos: lo que se quitó ya no está en ningún sitio

checkpoint-none = El historial de este espacio aún no tiene punto de cierre.
checkpoint-made = Último punto de cierre del historial: { $when }
checkpoint-attested = { $n ->
    [0] Ningún otro dispositivo ha comprobado aún este punto de cierre. El servidor lo guarda todo.
    [one] { $n } dispositivo más ha comprobado este punto de cierre.
   *[other] { $n } dispositivos más han comprobado este punto de cierre.
 }
checkpoint-disputed = { $n ->
    [0] Ningún dispositivo discute este punto de cierre.
    [one] { $n } dispositivo encuentra otra cosa. No se ha perdido nada: el servidor lo guarda todo. Pida a una persona responsable que mire qué dispositivo lo hizo.
   *[other] { $n } dispositivos encuentran otra cosa. No se ha perdido nada: el servidor lo guarda todo. Pida a una persona responsable que mire qué dispositivo lo hizo.
 }
checkpoint-differs = Este dispositivo encuentra otra cosa. No se ha perdido nada: lo que está aquí se queda aquí.
checkpoint-begins = Este espacio llega por su último punto de cierre. Con conexión, ejecute « ekin sync ».
checkpoint-entries = { $n ->
    [0] Nada nuevo desde entonces.
    [one] { $n } envío desde entonces.
   *[other] { $n } envíos desde entonces.
 }
checkpoint-asked = El punto de cierre está pedido. Con conexión, ejecute « ekin sync ».

error-checkpoint-staff = Solo el equipo puede poner un punto de cierre. Pídaselo a una persona del equipo.
