## Not yet re-read by a speaker

record-kind-listing = anuncio
record-kind-capacity = número de plazas
record-kind-claim = petición de plazas
record-kind-decision = respuesta a una petición
record-kind-check = recuento
record-kind-feeling = cómo está la persona
record-kind-consent = permiso
record-kind-handover = entrega
record-kind-message = mensaje
record-kind-incident = incidencia
record-kind-media = foto o sonido
record-kind-access = consulta
record-kind-score = resultado
record-kind-draft = mensaje escrito aquí
record-kind-other = otro elemento
erase-would = { $name }: esto es lo que se borraría.

erase-done = { $name }: borrado de este dispositivo.

erase-space = { $space }: fichas y notas { $documents }, datos { $facts }, fotos y sonidos { $photos }

# $n (Number) incidents that waited for a space of a staff
erase-kept = { $n ->
    [0] No había incidentes sobre esta persona en este dispositivo.
    [one] { $n } incidente que esperaba en este dispositivo
   *[other] { $n } incidentes que esperaban en este dispositivo
}
record-place-device = este dispositivo

erase-shared-photos = { $n ->
    [0] Ninguna foto muestra a otras personas.
    [one] { $n } de estas fotos muestra también a otras personas. Desaparece para todo el mundo.
   *[other] { $n } de estas fotos muestran también a otras personas. Desaparecen para todo el mundo.
}

erase-rosters = { $n ->
    [0] La persona no está en ninguna lista de participantes.
    [one] Se quita a la persona de { $n } lista de participantes.
   *[other] Se quita a la persona de { $n } listas de participantes.
}

erase-not-allowed = { $space }: aquí solo puede borrar la persona responsable principal o la administración. Pídaselo.

erase-confirm = Todavía no se ha borrado nada. Para hacerlo, repita la orden con --yes. No se puede deshacer.
erase-goes-on = El servidor y los demás dispositivos borran cuando se enteran. Ejecute ekin sync. Un dispositivo que nunca vuelve a conectarse conserva lo que tiene. Las copias de seguridad del servidor lo guardan hasta 30 días.
erase-history = { $space }: una parte no tenía clave propia. Ningún dispositivo la muestra ya. Sigue, cifrada, en el historial del servidor, y en el historial de los textos escritos entre varios, hasta el próximo punto de cierre. Quite primero el nombre de los textos compartidos y ejecute « ekin space checkpoint --now --prose ». Si no, se hace al cabo de un día.

named-some = A esta persona se la sigue nombrando aquí. Revise cada lugar y corríjalo:
named-none = A esta persona no se la nombra en ningún otro lugar de este dispositivo.
named-one = { $space }, { $what } { $id }, { $at }

error-erased = Esto se borró para siempre. Lo borrado no vuelve: haga uno nuevo.
change-erase = Borrado por anunciar.
cli-erase = Borrar para siempre todo lo que se guarda de una persona (RGPD, artículo 17)
cli-person = La persona: su nombre, o el principio de su identificador
cli-erase-yes = Borrar de verdad; sin esto, solo mostrar lo que se borraría
export-title = Lo que se guarda de { $name }

export-why = Tiene derecho a una copia de sus datos (RGPD, artículos 15 y 20). Los mismos datos están al lado, en ficheros para programas.
export-facts = Lo que se ha anotado
export-fact-line = { $what } ({ $when }, { $who }): { $said }

export-rest = Lo que no está aquí
export-shared = { $n ->
    [0] Están todas las fotos.
    [one] { $n } foto muestra también a otras personas. Pídala al equipo.
   *[other] { $n } fotos muestran también a otras personas. Pídalas al equipo.
}

export-away = { $n ->
    [0] No falta ninguna foto en este dispositivo.
    [one] { $n } foto no está en este dispositivo. Ejecute ekin sync y vuelva a empezar.
   *[other] { $n } fotos no están en este dispositivo. Ejecute ekin sync y vuelva a empezar.
}

export-closed = Este dispositivo no puede entregar nada de estos espacios: { $spaces }. Pídalo a su equipo.

export-named = Otras personas le nombran en sus textos, aquí:
export-letters = Algunas letras no existen en la fuente de este papel: están escritas con su código, entre corchetes (U+…). El texto exacto está en los ficheros JSON, al lado.
export-written = Todo lo que este dispositivo guarda de { $name } está en { $file }. Guarde bien este fichero: no está cifrado.

cli-export-person = Llevarse todo lo que se guarda de una persona: zip con JSON, fotos y PDF (RGPD, artículos 15 y 20)
cli-export-to = Fichero zip que se escribirá
retention-none = Por ahora no hay nada que borrar en este espacio.
retention-goes = { $what } « { $title } »: se borrará el { $day }.

retention-due = { $what } « { $title } »: por borrar desde el { $day }.

retention-rule = { $n ->
    [0] { $what }: se borra el mismo día.
    [one] { $what }: se guarda { $n } día.
   *[other] { $what }: se guarda { $n } días.
}

retention-ran = { $n ->
    [0] No había nada que borrar.
    [one] { $n } elemento borrado. El servidor y los demás dispositivos borran cuando se enteran.
   *[other] { $n } elementos borrados. El servidor y los demás dispositivos borran cuando se enteran.
}

retention-by-law = Las incidencias no se borran solas: una ley puede exigir conservarlas. Decida con la persona responsable.
cli-retention = Cuánto tiempo se guarda, qué se va a borrar y cuándo
cli-retention-show = Mostrar qué se va a borrar, y cuándo
cli-retention-run = Borrar lo que ha superado su plazo
