## Not yet re-read by a speaker

media-empty = Este archivo está vacío. Elija otro.
media-unknown = Este archivo no es una imagen, ni un sonido, ni un PDF. Elija otro.
media-foreign = Ekin no admite este formato: { $format }. Guarde la imagen como JPEG o el sonido como MP3 y vuelva a intentarlo.
media-film = Ekin no admite vídeos. Elija una foto, un sonido o un PDF.
media-too-large = Este archivo es demasiado grande. El límite es { $max }. Elija otro más pequeño o divídalo.
media-too-many-pixels = Esta imagen es demasiado grande: { $width } por { $height } píxeles. Redúzcala y vuelva a intentarlo.
media-too-heavy = Esta imagen necesita demasiada memoria. Redúzcala, o guárdela como JPEG sencillo, y vuelva a intentarlo.
media-locked = Este PDF está bloqueado: las demás personas no podrían abrirlo. Guárdelo sin contraseña y vuelva a intentarlo.
media-damaged = Este archivo ({ $format }) está dañado o incompleto. Tome el original y vuelva a intentarlo.
media-pdf-keeps = Un PDF guarda lo que puso su autor: nombres, fechas, lugares. Reléalo antes de compartirlo.
media-nothing-covered = Ese lugar está fuera de la foto o vacío. Elija otro.
