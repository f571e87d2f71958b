## Not yet re-read by a speaker

audience-present = quienes estaban
audience-house = la casa
audience-families = las familias
audience-journal = la revista de la casa
audience-public = todo el mundo
purpose-memory = guardar un recuerdo
purpose-practice = mostrar una buena práctica
purpose-promotion = dar a conocer la casa
signer-self = la propia persona
signer-parent = padre o madre
signer-guardian = quien la representa
signer-other = otra persona
consent-not-asked = { $name } no ha dicho que sí. Quién lo vería: { $audience }.
consent-needs-parent = { $name }: falta el sí del padre o de la madre. Quién lo vería: { $audience }.
consent-expired = { $name }: el permiso terminó el { $day }. Quién podía verlo: { $audience }.
consent-refused = { $name } ha dicho que no. Quién no debe verlo: { $audience }.
consent-withdrawn = { $name } ha retirado su permiso. Quién ya no debe verlo: { $audience }.
consent-other = otro
consent-line-yes = { $name }: sí. Quién puede verlo: { $audience }. Para qué: { $purpose }. Lo confirma: { $by }.
consent-line-until = { $name }: sí, hasta el { $day }. Quién puede verlo: { $audience }. Para qué: { $purpose }. Lo confirma: { $by }.
consent-line-no = { $name }: no. Quién no debe verlo: { $audience }. Para qué: { $purpose }. Lo confirma: { $by }.
consent-line-withdrawn = { $name }: permiso retirado. Quién ya no debe verlo: { $audience }. Para qué: { $purpose }. Había dicho que sí: { $by }.
consent-disagree = Dos respuestas distintas. Vale la más estricta. Pregunten otra vez, en equipo.
consent-none = No hay ningún permiso anotado.
consent-noted = Está anotado.
consent-nothing = No hay permiso que retirar. Para decir que no: « ekin consent refuse ».
consent-over = Este permiso ya habría terminado: { $day }. Dé un último día por venir, o ninguno.
consent-not-yet = Ese día aún no ha llegado: { $day }. Dé el día en que la persona confirmó.
incident-not-for-staff = « { $name } » no es un espacio solo del equipo: otras personas lo leen. Elija el espacio del equipo con --space, o no diga ninguno.
incident-not-yet = Ese momento aún no ha llegado: { $when }. Dé el día y la hora en que ocurrió.
consent-gone = { $n ->
    [0] No hay nada que ocultar en este dispositivo.
    [one] { $n } foto o sonido se ha ocultado, y su clave se ha destruido.
   *[other] { $n } fotos o sonidos se han ocultado, y sus claves se han destruido.
}
moment-missing = No hay aquí ninguna foto ni sonido con ese nombre: { $id }. Mire « ekin moment list ».
moment-paper = Un PDF no es un momento. Añádalo con « ekin blob add ».
moment-not-a-picture = Un sonido no tiene cara que tapar. Elija una foto.
moment-not-on-it = « { $name } » no está en esta foto. Diga antes quién está: « ekin moment who ».
moment-who = Esta foto o este sonido no sale: diga antes quién está. « ekin moment who ID NOMBRE… », o --nobody.
moment-not-named = { $n ->
    [0] Todas las personas tienen nombre.
    [one] { $n } persona no tiene nombre. Esta foto o este sonido no sale. Diga quién es, o tape su cara.
   *[other] { $n } personas no tienen nombre. Esta foto o este sonido no sale. Diga quiénes son, o tape sus caras.
}
moment-no-consent = { $n ->
    [0] Todas las personas están de acuerdo.
    [one] Esta foto o este sonido no se puede enviar. Falta el permiso de { $n } persona. Pídalo, tape su cara o elija menos gente.
   *[other] Esta foto o este sonido no se puede enviar. Falta el permiso de { $n } personas. Pídalo, tape sus caras o elija menos gente.
}
moment-hidden = Esta foto o este sonido está oculto. Pida otra vez el permiso.
moment-no-place = No hay aquí espacio para: { $audience }. Para quienes estaban, comparta en el espacio de la salida. Para los demás, entre antes en el espacio de la casa.
moment-several-places = Hay varias casas aquí: { $names }. Diga cuál con --to.
moment-added = Guardado en este dispositivo, y en ningún otro sitio: { $id }
moment-shared = Compartido: { $id }
moment-masked = Esta cara se tapará para siempre cuando la foto salga.
moment-named = Está anotado. Vea quién puede verlo: « ekin moment show ».
moment-removed = { $n ->
    [0] No había nada que eliminar.
    [one] Eliminado, con su clave. Ejecute « ekin sync » para eliminarlo en los demás sitios.
   *[other] { $n } copias eliminadas, con sus claves. Ejecute « ekin sync » para eliminarlas en los demás sitios.
}
moment-written = Escrito aquí: { $path }. Queda anotado para cada persona. Lo que ha salido de Ekin no se puede recuperar.
moment-none = Todavía no hay momentos aquí.
moment-people = Quién está: { $names }
moment-nobody = No se reconoce a nadie.
moment-covered = { $n ->
    [0] Ninguna cara tapada
    [one] { $n } cara tapada
   *[other] { $n } caras tapadas
}
moment-covered-by = Caras tapadas por el dispositivo { $number }
moment-may = Todas las personas están de acuerdo. Quién puede verlo: { $audience }
moment-for = para: { $audience }
moment-unshared = solo en este dispositivo
moment-is-hidden = oculto
moment-untitled = sin texto
incident-sealed = Anotado solo para el equipo.
incident-kept = Guardado en este dispositivo. El equipo aún no lo ve: se enviará solo. Mientras tanto, dígaselo.
incident-none = No hay ninguna incidencia anotada.
moment-area-form = Dé cuatro números de píxeles: izquierda,arriba,ancho,alto, por ejemplo 40,20,120,120
incident-people = A quién afecta: { $names }
incident-measures = Qué se ha hecho: { $measures }
incident-place = Dónde: { $place }
incident-is-kept = guardada aquí, todavía no en el espacio del equipo
cli-moment = Fotos y sonidos de una salida: quién está, quién puede verlos
cli-moment-add = Guardar una foto o un sonido en este dispositivo, sin enviar nada
cli-moment-file = Foto o sonido
cli-moment-words = Lo que hay que decir
cli-moment-person = Quién está, por su nombre o el comienzo de su identificador
cli-moment-others = Cuántas personas no tienen nombre aquí
cli-moment-nobody = No se reconoce a nadie
cli-moment-who = Decir quién está
cli-moment-mask = Tapar una cara, para siempre, antes de compartir
cli-moment-area = Lugar que tapar: izquierda,arriba,ancho,alto en píxeles
cli-moment-of = De quién es la cara
cli-moment-share = Compartir, si todas las personas que están lo permiten
cli-moment-with = Quién puede verlo: present, house, families, journal, public
cli-moment-to = Espacio de la casa, cuando hay varios
cli-moment-hand-out = Escribir en un archivo para dar, si todas las personas que están lo permiten
cli-moment-file-to = Archivo en el que escribirlo
cli-moment-list = Los momentos de este espacio
cli-moment-show = Quién está, quién ha dicho que sí, qué falta
cli-moment-get = Escribir en un archivo para verlo aquí
cli-moment-remove = Eliminar en todas partes, con su clave
cli-moment-id = Comienzo del identificador del momento
cli-moment-purpose = Para qué: memory, practice, promotion
cli-consent = Permisos para fotos y sonidos: quién, para quién, hasta cuándo
cli-consent-give = Anotar un sí
cli-consent-refuse = Anotar un no: vale también para más gente
cli-consent-withdraw = Retirar un permiso: las fotos y los sonidos se ocultan y se destruyen
cli-consent-list = Quién ha dicho qué
cli-consent-by = Quién lo confirma: self (la persona), parent (padre o madre), guardian (quien la representa)
cli-consent-name = Su nombre
cli-consent-signed-on = Día en que lo confirmó
cli-consent-until = Último día del permiso
cli-incident = Incidencias, solo para el equipo
cli-incident-add = Anotar una incidencia
cli-incident-list = Las incidencias anotadas
cli-incident-what = Qué ha pasado
cli-incident-when = Cuándo: AAAA-MM-DDTHH:MM
cli-incident-measures = Qué se ha hecho
cli-incident-place = Dónde, en pocas palabras
cli-blob-nobody = No se reconoce a nadie
blob-nobody = ¿Se ve o se oye a alguien? Si es así: « ekin moment add ». Si no, añada --nobody.
