## What an Android phone does for the app

voice-no-basque = Aquí no hay voz en euskera. Leo con una voz francesa.
camera-none = Ekin no tiene la cámara. Escriba el código que está debajo del dibujo.
camera-no-code = No se ve ningún dibujo que leer. Acérquese y pruebe otra vez, o escriba el código de debajo.
camera-read = Leer el dibujo con la cámara
share-with = Compartir con
reminder-channel = Recordatorios
