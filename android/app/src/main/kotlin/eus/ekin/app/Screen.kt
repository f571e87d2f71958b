package eus.ekin.app

import android.view.WindowManager.LayoutParams.FLAG_KEEP_SCREEN_ON
import android.view.WindowManager.LayoutParams.FLAG_SECURE
import eus.ekin.ui.AppState
import eus.ekin.ui.Place

/** The flags of the window that depend on the screen. */
const val WINDOW_FLAGS = FLAG_SECURE or FLAG_KEEP_SCREEN_ON

/**
 * The flags of a window for where a person is. While somebody counts, the screen stays lit; an emergency card is on no screenshot and in no
 * list of recent programs, for as long as it is on the way back.
 */
fun flagsOf(way: List<Place>): Int {
    val secret = if (way.any { it is Place.Card }) FLAG_SECURE else 0
    val lit = if (way.lastOrNull() is Place.Count) FLAG_KEEP_SCREEN_ON else 0
    return secret or lit
}

/** Whether this is a resident's tablet now. */
val AppState.isSimple get() = way.firstOrNull() is Place.Simple
