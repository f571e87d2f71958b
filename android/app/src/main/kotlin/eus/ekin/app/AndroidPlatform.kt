package eus.ekin.app

import android.content.ActivityNotFoundException
import android.content.Context
import android.content.Intent
import eus.ekin.client.Words
import eus.ekin.core.Say
import eus.ekin.core.WayToAnswer
import eus.ekin.ui.CodeRead
import eus.ekin.ui.Platform
import eus.ekin.ui.simple.Speaker
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

/** What the phone does for the app. [photograph] asks the camera app for a photo by an intent, and says whether there is one. */
class AndroidPlatform(
    private val context: Context,
    override val speaker: Speaker,
    private val words: () -> Words,
    private val photograph: suspend (Intent) -> Boolean,
) : Platform {
    override val metered get() = isMetered(context)

    override val connected get() = isConnected(context)

    override val camera: suspend () -> CodeRead = {
        when (val ask = Camera.intent(context)) {
            null -> CodeRead.Nothing(Say.cameraNone())
            else -> photograph(ask).let { taken -> withContext(Dispatchers.IO) { Camera.read(context, taken) } }
        }
    }

    override val share: (String) -> Unit = { shareText(context, it, words()) }

    override fun take(way: WayToAnswer) {
        try {
            context.startActivity(intentOf(way).addFlags(Intent.FLAG_ACTIVITY_NEW_TASK))
        } catch (_: ActivityNotFoundException) {
            // Nothing here opens it: it stays on the screen, to be read.
        }
    }
}
