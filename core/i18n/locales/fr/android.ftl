## What an Android phone does for the app

voice-no-basque = Il n’y a pas de voix basque ici. Je lis avec une voix française.
camera-none = Ekin n’a pas la caméra. Tapez le code écrit sous le dessin.
camera-no-code = On ne voit pas de dessin à lire. Approchez-vous et essayez encore, ou tapez le code écrit dessous.
camera-read = Lire le dessin avec la caméra
share-with = Partager avec
reminder-channel = Rappels
