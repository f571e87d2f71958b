package eus.ekin.app

import android.content.ActivityNotFoundException
import android.content.Context
import android.content.Intent
import eus.ekin.core.WayToAnswer
import eus.ekin.ui.Platform
import eus.ekin.ui.simple.Speaker

/** What the phone does for the app. */
class AndroidPlatform(private val context: Context, override val speaker: Speaker) : Platform {
    override val metered get() = isMetered(context)

    override fun take(way: WayToAnswer) {
        try {
            context.startActivity(intentOf(way).addFlags(Intent.FLAG_ACTIVITY_NEW_TASK))
        } catch (_: ActivityNotFoundException) {
            // Nothing here opens it: it stays on the screen, to be read.
        }
    }
}
