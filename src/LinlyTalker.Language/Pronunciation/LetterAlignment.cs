namespace LinlyTalker.Language.Pronunciation;

/// <summary>
/// Says which letters of a word make which of its phones: every letter makes none, one or two, in order. Learned from
/// a dictionary by Viterbi training; without it no rule can be read off spelled words.
/// Phones are numbers from 1 to 63; what a letter makes is one number, see <see cref="Sound"/>.
/// </summary>
internal sealed class LetterAlignment
{
    private const int Letters = 26;
    private const int Sounds = 64 * 64;
    private const int MostPhones = 2;
    private const int Rounds = 4;
    private const float Unseen = -12;
    private const float Silent = -6;

    /// <summary>Log of how likely a letter makes a sound, (letters, sounds).</summary>
    private readonly float[] likelihood = new float[Letters * Sounds];

    private LetterAlignment()
    {
    }

    /// <param name="words">Words of the letters a to z, and their phones.</param>
    public static LetterAlignment Learn(IReadOnlyList<(string Word, byte[] Phones)> words)
    {
        var alignment = new LetterAlignment();
        var counts = new double[Letters * Sounds];
        foreach (var (word, phones) in words)
        {
            CountDiagonal(word, phones, counts);
        }

        alignment.Estimate(counts);
        for (var round = 0; round < Rounds; round++)
        {
            Array.Clear(counts);
            foreach (var (word, phones) in words)
            {
                if (alignment.Align(word, phones) is { } sounds)
                {
                    for (var i = 0; i < word.Length; i++)
                    {
                        counts[Row(word[i]) + sounds[i]]++;
                    }
                }
            }

            alignment.Estimate(counts);
        }

        return alignment;
    }

    /// <summary>What each letter makes; null when there are too many phones for the letters.</summary>
    public ushort[]? Align(string word, byte[] phones)
    {
        var columns = phones.Length + 1;
        Span<float> best = stackalloc float[(word.Length + 1) * columns];
        Span<byte> taken = stackalloc byte[best.Length];
        best.Fill(float.NegativeInfinity);
        best[0] = 0;
        for (var letter = 0; letter < word.Length; letter++)
        {
            var row = likelihood.AsSpan(Row(word[letter]), Sounds);
            for (var phone = 0; phone < columns; phone++)
            {
                var reached = best[(letter * columns) + phone];
                if (float.IsNegativeInfinity(reached))
                {
                    continue;
                }

                for (var count = 0; count <= MostPhones && phone + count < columns; count++)
                {
                    var score = reached + row[Sound(phones, phone, count)];
                    var cell = ((letter + 1) * columns) + phone + count;
                    if (score > best[cell])
                    {
                        best[cell] = score;
                        taken[cell] = (byte)count;
                    }
                }
            }
        }

        if (float.IsNegativeInfinity(best[^1]))
        {
            return null;
        }

        var sounds = new ushort[word.Length];
        var end = phones.Length;
        for (var letter = word.Length; letter > 0; letter--)
        {
            var count = taken[(letter * columns) + end];
            end -= count;
            sounds[letter - 1] = Sound(phones, end, count);
        }

        return sounds;
    }

    /// <summary>Up to two phones in one number: the first in the low six bits; 0 is silence.</summary>
    private static ushort Sound(byte[] phones, int start, int count) => count switch
    {
        0 => 0,
        1 => phones[start],
        _ => (ushort)(phones[start] | (phones[start + 1] << 6)),
    };

    private static int Row(char letter) => (letter - 'a') * Sounds;

    /// <summary>First guess: a letter makes the phone that stands at its place in the word.</summary>
    private static void CountDiagonal(string word, byte[] phones, double[] counts)
    {
        for (var letter = 0; letter < word.Length; letter++)
        {
            var place = (letter + 0.5) * phones.Length / word.Length;
            for (var phone = 0; phone < phones.Length; phone++)
            {
                var distance = Math.Abs(phone + 0.5 - place);
                if (distance < 2)
                {
                    counts[Row(word[letter]) + phones[phone]] += 1 - (distance / 2);
                }
            }
        }
    }

    private void Estimate(double[] counts)
    {
        for (var row = 0; row < counts.Length; row += Sounds)
        {
            var total = Math.Max(1, counts.AsSpan(row, Sounds).ToArray().Sum());
            for (var sound = 0; sound < Sounds; sound++)
            {
                likelihood[row + sound] = counts[row + sound] > 0 ? (float)Math.Log(counts[row + sound] / total)
                    : sound == 0 ? Silent : Unseen;
            }
        }
    }
}
