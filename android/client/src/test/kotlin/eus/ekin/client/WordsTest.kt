package eus.ekin.client

import eus.ekin.core.Language
import eus.ekin.core.Say
import eus.ekin.core.Text
import eus.ekin.core.formatTexts
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class WordsTest {
    @Test
    fun `the core puts a text into words once, and fixed ones all at once`() {
        val calls = mutableListOf<List<Text>>()
        val words = Words(Language.EU) { language, texts ->
            calls += texts
            formatTexts(language, texts)
        }
        assertEquals(1, calls.size)
        assertEquals("Aurkitu", words[Say.appNavDiscover()])
        assertEquals(1, calls.size)
        repeat(3) { assertEquals("2 toki libre", words[Say.listingSeatsLeft(2u)]) }
        assertEquals("Toki bat libre", words[Say.listingSeatsLeft(1u)])
        assertEquals(3, calls.size)
    }

    @Test
    fun `the three languages are equal in what they have`() {
        val all = Language.entries.map { Words(it) }
        for (text in Say.plain) assertTrue(all.all { it[text].isNotBlank() }, text.key)
        assertEquals(listOf("Retour", "Atzera", "Atrás"), all.map { it[Say.appNavBack()] })
    }
}
