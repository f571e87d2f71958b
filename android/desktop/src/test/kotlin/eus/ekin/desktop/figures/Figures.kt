package eus.ekin.desktop.figures

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import eus.ekin.client.EkinClient
import eus.ekin.core.Ekin
import eus.ekin.core.Language
import eus.ekin.core.WayToAnswer
import eus.ekin.desktop.Options
import eus.ekin.desktop.openHome
import eus.ekin.ui.App
import eus.ekin.ui.Navigator
import eus.ekin.ui.Place
import eus.ekin.ui.Platform
import eus.ekin.ui.bundledFonts
import eus.ekin.ui.discover.DiscoverPresenter
import java.nio.file.Path
import kotlin.coroutines.ContinuationInterceptor
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking

/**
 * What `cargo xtask bench apps` starts: the app over a home, drawn without a display. `empty` draws nothing of Ekin's; `first HOME` its
 * first page, as `ekin-desktop` opens it; `use HOME WORDS CHANGES` then uses it, and prints as JSON what that took. Each says `drawn` once
 * something is, and goes when its input ends: what it holds until then is looked at from outside.
 */
fun main(arguments: Array<String>) = runBlocking {
    // One thread draws and decides, as on a phone.
    val main = checkNotNull(coroutineContext[ContinuationInterceptor]) as CoroutineDispatcher
    when (arguments.first()) {
        "empty" -> Drawn(main) { Box(Modifier.fillMaxSize().background(Color.White)) }.use { drawn ->
            drawn.draw()
            say()
        }
        "first" -> openHome(Options(Path.of(arguments[1]), null, null), main).use { home ->
            shown(home.navigator, main).use { say() }
        }
        "use" -> opened(Path.of(arguments[1]), main) { core, client, navigator ->
            shown(navigator, main).use { drawn ->
                println(DRAWN)
                val use = Use(core, client, navigator.discover, drawn)
                say(use.all(arguments[2].split(','), arguments[3].toInt()))
            }
        }
        else -> error("empty, first HOME, or use HOME WORDS CHANGES")
    }
}

private const val DRAWN = "drawn"

/** Says a line, and waits until nobody looks any more. */
private fun say(line: String = DRAWN) {
    println(line)
    while (System.`in`.read() >= 0) { /* nothing is asked for */ }
}

private val Navigator.discover: DiscoverPresenter get() = (state.value.way.last() as Place.Discover).presenter

/** The app, once the title of its first card is drawn. */
private suspend fun shown(navigator: Navigator, main: CoroutineDispatcher): Drawn {
    val drawn = Drawn(main) { App(navigator, bundledFonts) }
    // What a person sees while the core is asked.
    drawn.draw()
    val page = navigator.discover.state.first { it.sections.isNotEmpty() }
    drawn.until(page.sections.first().cards.first().title.text)
    return drawn
}

private object Alone : Platform {
    override fun take(way: WayToAnswer) = error("nothing was to be opened")
}

/** The same app as [openHome] opens, with a core that counts and no round with the relays. */
private suspend fun opened(home: Path, main: CoroutineDispatcher, use: suspend (Counted, EkinClient, Navigator) -> Unit) {
    val core = Counted(Ekin.open(home.toString(), null, Language.FR))
    val scope = CoroutineScope(SupervisorJob() + main)
    EkinClient(core).use { client ->
        val navigator = Navigator(client, scope, Alone, null, client.language())
        navigator.begin()
        use(core, client, navigator)
        scope.cancel()
    }
}
