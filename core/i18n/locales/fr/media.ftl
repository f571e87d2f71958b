## Pictures, sounds and papers that a person adds

media-empty = Ce fichier est vide. Choisissez-en un autre.
media-unknown = Ce fichier n’est ni une image, ni un son, ni un PDF. Choisissez-en un autre.

# $format (String) name of a format: HEIC, WebP
media-foreign = Ekin ne prend pas ce format : { $format }. Enregistrez l’image en JPEG ou le son en MP3, puis réessayez.

media-film = Ekin ne prend pas les films. Choisissez une photo, un son ou un PDF.

# $max (String) greatest size
media-too-large = Ce fichier est trop grand. La limite est de { $max }. Choisissez-en un plus petit, ou coupez-le.

# $width (Number) pixels
# $height (Number) pixels
media-too-many-pixels = Cette image est trop grande : { $width } sur { $height } pixels. Réduisez-la, puis réessayez.

media-too-heavy = Cette image demande trop de mémoire. Réduisez-la, ou enregistrez-la en JPEG simple, puis réessayez.
media-locked = Ce PDF est verrouillé : les autres ne pourraient pas l’ouvrir. Enregistrez-le sans mot de passe, puis réessayez.

# $format (String) name of a format: JPEG, PDF
media-damaged = Ce fichier ({ $format }) est abîmé ou incomplet. Reprenez l’original, puis réessayez.

media-pdf-keeps = Un PDF garde ce que son auteur y a mis : noms, dates, lieux. Relisez-le avant de le partager.
media-nothing-covered = Cet endroit est en dehors de la photo, ou vide. Choisissez-en un autre.
