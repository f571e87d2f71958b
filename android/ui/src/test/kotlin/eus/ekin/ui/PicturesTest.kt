package eus.ekin.ui

import eus.ekin.core.Language
import eus.ekin.ui.theme.Dark
import eus.ekin.ui.theme.Light
import eus.ekin.ui.theme.Tokens
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.fileSize
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory

/**
 * Each screen as a picture: three languages, light and dark, 200 % text; both high contrasts in French. Of what is longer than the screen
 * at 200 %, its end too.
 */
class PicturesTest {
    @TestFactory
    fun `each screen looks as it did`(): List<DynamicTest> = screens.keys.filter(::isWanted).flatMap { screen ->
        Language.entries.flatMap { language ->
            looks(language).map { (tokens, scale) ->
                val name = "$screen-${language.name.lowercase()}-${tokens.name}${if (scale > 1f) "-large" else ""}"
                dynamicTest(name) { assertLooksLike(name, picture(scale) { Shown(screen, language, tokens) }) }
            }
        }
    }

    @TestFactory
    fun `the end of each list looks as it did, and nothing of it is below the dock`(): List<DynamicTest> = screens.keys.filter(::isWanted).flatMap { screen ->
        listOf(Language.FR, Language.EU).map { language ->
            val name = "$screen-${language.name.lowercase()}-${Light.name}-end"
            dynamicTest(name) {
                val end = picture(2f, end = true) { Shown(screen, language, Light) }
                if (!areAlike(end, picture(2f) { Shown(screen, language, Light) })) assertLooksLike(name, end)
            }
        }
    }

    private fun looks(language: Language): List<Pair<Tokens, Float>> {
        val all = listOf(Light to 1f, Dark to 1f, Light to 2f)
        val contrasts = Tokens.all.filter { it.isContrast }.map { it to 1f }
        return if (language == Language.FR) all + contrasts else all
    }

    @Test
    fun `all pictures together are smaller than 15 MB`() {
        val folder = Path.of("src/test/goldens")
        val bytes = Files.list(folder).use { files -> files.mapToLong { it.fileSize() }.sum() }
        assertTrue(bytes < 15_000_000, "$bytes bytes")
    }
}
