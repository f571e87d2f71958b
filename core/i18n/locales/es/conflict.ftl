## Not yet re-read by a speaker

conflict-none = Aquí no hay nada que elegir: nadie ha escrito algo distinto de lo que escribió otra persona.
conflict-beside = { $one }. { $other }
conflict-missing = Nada que elegir con ese nombre: { $id }. Vea « ekin conflicts list ».

conflict-says = Dos personas han cambiado esto: { $what }. { $sides }. ¿Cuál quiere conservar?

conflict-says-many = { $n ->
    [0] Nadie ha cambiado esto: { $what }. { $sides }.
    [one] { $n } persona ha cambiado esto: { $what }. { $sides }.
   *[other] { $n } personas han cambiado esto: { $what }. { $sides }. ¿Cuál quiere conservar?
}

conflict-side = { $who } ({ $when }): { $value }

conflict-side-undated = { $who }: { $value }

# $moment (String) the moment of the outing
conflict-heads = presencia, { $moment }
conflict-heads-whole = presencia, toda la salida

# $what (String) who, in which outing, at which moment
# $sides (String) each of the `conflict-side` texts
conflict-heads-says = No hay acuerdo: { $what }. { $sides }. Vaya ahora a comprobarlo y después elija.

conflict-me = este dispositivo
conflict-somebody = otro dispositivo
conflict-nothing = nada
conflict-ended = retirado
conflict-sealed = ilegible aquí
conflict-careful = El valor más prudente va primero. En caso de duda, consérvelo.
conflict-how = Para elegir: ekin conflicts keep { $id } NÚMERO { $at }

conflict-kept = Conservado: { $value }. Su elección sustituye a las demás, y los demás sabrán quién eligió.

conflict-settled = { $what }: elegido por { $who }, { $when }.

conflict-settled-undated = { $what }: elegido por { $who }.

conflict-what = { $title }, { $place }

conflict-said = { $name } { $value }

fact-field-flex = plaza de silla usable como asiento
fact-field-fill = un grupo pequeño puede pasar delante
fact-field-accepts = respuesta
fact-field-because = motivo
fact-field-seen = visto
fact-field-party = grupo
fact-field-withdrawn = petición retirada
fact-field-allows = permiso dado
fact-field-companions = plazas de acompañante
fact-field-audience = quién puede ver
fact-field-back = devolución
fact-field-buddy = va con
fact-field-face = cara
fact-field-from = desde
fact-field-leg = momento
fact-field-measures = lo que se hizo
fact-field-missed = sin plaza la última vez
fact-field-moment = cuándo
fact-field-passed = transmitido
fact-field-pick-up = punto de encuentro
fact-field-plan = salida o material
fact-field-purpose = para qué
fact-field-reply = respuesta del equipo
fact-field-signer = dicho por
fact-field-to = entregado al dispositivo
fact-field-told-by = quién se lo dice
fact-field-unnamed = personas sin inscribir
fact-field-vehicle = vehículo
fact-field-when = cuándo
fact-field-wish = lo que dice la persona
fact-field-with = con
fact-field-words = palabras
cli-conflicts = Lo que dos personas han cambiado a la vez, y elegir
cli-conflicts-list = Mostrar lo que espera una elección
cli-conflicts-settled = Mostrar lo que ya se eligió, y quién
cli-conflicts-after = Seguir después de este lugar de la lista
cli-conflicts-keep = Conservar uno de los valores
cli-conflicts-id = Principio del identificador
cli-conflicts-choice = Número del valor en la lista, desde 1, o principio de su versión
cli-conflicts-field = Campo, si hay varios
conflict-bad-cursor = Eso no es un lugar de esta lista. Copie la última línea de una página, o empiece sin --after.
