package eus.ekin.ui

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import eus.ekin.client.Words
import eus.ekin.core.Language
import eus.ekin.core.Say
import eus.ekin.ui.count.CountScreen
import eus.ekin.ui.discover.DiscoverScreen
import eus.ekin.ui.house.HouseScreen
import eus.ekin.ui.listing.ListingScreen
import eus.ekin.ui.mine.MineScreen
import eus.ekin.ui.theme.EkinTheme
import eus.ekin.ui.theme.Light
import eus.ekin.ui.theme.Tokens
import eus.ekin.ui.welcome.WelcomeScreen
import eus.ekin.ui.write.WriteScreen

/** Every screen that is there, as tests draw it and walk over it. */
val screens: Map<String, @Composable (Samples, Words) -> Unit> = mapOf(
    "welcome" to { samples, _ -> WelcomeScreen(samples.welcome) {} },
    "welcome-link" to { samples, words -> WelcomeScreen(samples.welcome.copy(link = "ekin:abc", fault = words[Say.errorLinkChecksum()])) {} },
    "discover" to { samples, _ -> Tabbed(Tab.DISCOVER) { DiscoverScreen(samples.discover) {} } },
    "discover-stale" to { samples, _ -> Tabbed(Tab.DISCOVER) { DiscoverScreen(samples.stale) {} } },
    "listing" to { samples, _ -> ListingScreen(samples.listing) {} },
    "write" to { samples, _ -> WriteScreen(samples.write) {} },
    "write-when" to { samples, _ -> WriteScreen(samples.writeWhen) {} },
    "write-fault" to { samples, words -> WriteScreen(samples.writeFault(words[Say.appWriteTitleNeeded()])) {} },
    "write-look" to { samples, _ -> WriteScreen(samples.writeLook) {} },
    "count" to { samples, _ -> CountScreen(samples.count) {} },
    "count-everybody" to { samples, _ -> CountScreen(samples.everybody) {} },
    "mine" to { samples, _ -> Tabbed(Tab.MINE) { MineScreen(samples.mine) {} } },
    "house" to { samples, _ -> Tabbed(Tab.HOUSE) { HouseScreen(samples.house) {} } },
    "settings" to { _, words -> SettingsScreen(words.language, Light, {}, {}, {}) },
)

@Composable
private fun Tabbed(tab: Tab, screen: @Composable () -> Unit) = Column {
    Box(Modifier.weight(1f)) { screen() }
    Bar(Tab.entries, tab) {}
}

/** A screen in a language and colours. */
@Composable
fun Shown(name: String, language: Language, tokens: Tokens) {
    val words = words(language)
    EkinTheme(tokens, words, bundledFonts) { screens.getValue(name)(Samples(language), words) }
}

private val made = mutableMapOf<Language, Words>()

/** The words of a language, made once for all tests. */
fun words(language: Language): Words = synchronized(made) { made.getOrPut(language) { Words(language) } }
