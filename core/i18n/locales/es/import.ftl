## Not yet re-read by a speaker

import-read = { $n ->
    [0] El archivo no contiene ningún anuncio.
    [one] 1 anuncio leído
   *[other] { $n } anuncios leídos
 }
import-new = { $n ->
    [0] Ninguno nuevo
    [one] 1 nuevo
   *[other] { $n } nuevos
 }
import-changed = { $n ->
    [0] Ninguno cambiado
    [one] 1 cambiado
   *[other] { $n } cambiados
 }
import-unchanged = { $n ->
    [0] Ninguno igual que antes
    [one] 1 igual que antes
   *[other] { $n } iguales que antes
 }
import-left-out = { $n ->
    [0] No se ha dejado fuera ninguno
    [one] 1 fuera; más abajo se dice por qué
   *[other] { $n } fuera; más abajo se dice por qué
 }
import-hand = { $n ->
    [0] Ningún campo conservado como se modificó aquí
    [one] 1 campo conservado como se modificó aquí
   *[other] { $n } campos conservados como se modificaron aquí
 }
import-withdrawn-kept = { $n ->
    [0] Ninguno retirado aquí
    [one] 1 ya retirado aquí: añada --revive para reponerlo
   *[other] { $n } ya retirados aquí: añada --revive para reponerlos
 }
import-vanished = { $n ->
    [0] No ha desaparecido ninguno del archivo
    [one] 1 ya no está en el archivo: añada --complete para retirarlo
   *[other] { $n } ya no están en el archivo: añada --complete para retirarlos
 }
import-withdrawn = { $n ->
    [0] Ninguno retirado
    [one] 1 retirado, por no estar en el archivo
   *[other] { $n } retirados, por no estar en el archivo
 }
import-dry-run = Solo una prueba: no se ha guardado nada.
import-nothing-sent = No ha cambiado nada: no se enviará nada.
import-derived-id = { $n ->
    [0] Todos los anuncios tienen identificador.
    [one] 1 anuncio no tiene identificador: si cambia su título o su hora, vendrá como nuevo.
   *[other] { $n } anuncios no tienen identificador: si cambia su título o su hora, vendrán como nuevos.
 }
import-total = Valores tomados: { $values }. Valores dejados: { $left }.
import-loss-line = { $n ->
    [one] 1 vez: { $reason }
   *[other] { $n } veces: { $reason }
 }
import-loss-at = Sin tomar, { $path }: { $reason }
import-entry-left = Anuncio dejado fuera ({ $place }): { $reason }
import-progress = Lectura del archivo
import-entry-problem = Para mirar, { $place }: { $reason }
import-more = { $n ->
    [0] Nada más
    [one] Y { $n } punto más: véalo con --json
   *[other] Y { $n } puntos más: véalos con --json
 }
import-sample = territorio de ejemplo
import-superseded = { $n ->
    [0] ninguno tomado de otro archivo
    [one] 1 tomado de otro archivo, donde es más reciente
   *[other] { $n } tomados de otro archivo, donde son más recientes
 }
import-not-complete = No se ha podido leer un archivo: no se retira ningún anuncio.
