## Not yet re-read by a speaker

verify-agrees = Todo coincide.
verify-unconfirmed = Aún no lo ha confirmado nadie que publique. El orden de los anuncios es el que dice el servidor.
verify-confirmed = Confirmado por alguien que publica: { $when }
verify-listings = { $n ->
    [0] No hay anuncios que comprobar
    [one] 1 anuncio comprobado
   *[other] { $n } anuncios comprobados
 }
verify-signatures = { $n ->
    [0] No hay firmas que comprobar
    [one] 1 firma comprobada
   *[other] { $n } firmas comprobadas
 }
verify-log = { $n ->
    [0] El registro está vacío.
    [one] Registro seguido hasta { $n }
   *[other] Registro seguido hasta { $n }
 }
verify-rows-differ = Lo que se muestra no coincide con lo firmado. Ejecute « ekin doctor » y avise al equipo. No se ha borrado nada.
verify-root-differs = El catálogo recibido no es el que anuncia el servidor. Repita con --full para tomarlo todo del registro.
verify-signature-bad = Una firma es falsa. El envío se ha apartado y no cuenta. Avise al equipo.
verify-two-histories = El servidor ha mostrado dos historias: lo que vio una persona no es lo que usted ve. Conserve esta carpeta y avise al equipo.
verify-database = El archivo de datos está en buen estado.
verify-not-checked = Comprobación corta. Para releer todo desde el registro: --full.
verify-partly = { $n ->
    [0] Todos los envíos están enteros aquí.
    [one] { $n } envío ya no está entero aquí: --full lo vuelve a leer del servidor.
   *[other] { $n } envíos ya no están enteros aquí: --full los vuelve a leer del servidor.
 }
