using LinlyTalker.Core.Errors;

namespace LinlyTalker.Language.Pronunciation;

/// <summary>
/// How a word sounds that no dictionary holds, by what words that look alike sound like. For each letter the letters
/// around it are asked for in the order right, left, farther right, …, until the dictionary's words agree
/// (IGTree: Daelemans, van den Bosch and Weijters, 1997).
/// </summary>
public sealed class LetterToSound
{
    private const int LetterBits = 5;
    private const int LongestWord = 40;
    private const int MostPhones = 63;

    /// <summary>Where the letters lie that are asked for, in order; the first is the letter itself.</summary>
    private static readonly int[] Places = [0, 1, -1, 2, -2, 3, -3, 4];

    private readonly Dictionary<(int Depth, ulong Letters), ushort> sounds = [];
    private readonly List<string> phoneNames = [""];

    private LetterToSound()
    {
    }

    /// <summary>Learns from a lexicon; about a second for the English one.</summary>
    public static LetterToSound Learn(Lexicon lexicon)
    {
        var learned = new LetterToSound();
        var words = lexicon.Entries
            .Where(e => e.Key.Length is > 1 and < LongestWord && e.Key.All(IsLetter))
            .Select(e => (e.Key, learned.Numbers(e.Value[0])))
            .ToList();
        var alignment = LetterAlignment.Learn(words);
        var contexts = new List<ulong>();
        var made = new List<ushort>();
        foreach (var (word, phones) in words)
        {
            if (alignment.Align(word, phones) is { } parts)
            {
                contexts.AddRange(Enumerable.Range(0, word.Length).Select(i => Context(word, i)));
                made.AddRange(parts);
            }
        }

        var keys = contexts.ToArray();
        var values = made.ToArray();
        Array.Sort(keys, values);
        learned.Grow(keys, values, 0, keys.Length, depth: 0, above: null);
        return learned;
    }

    /// <param name="word">Lower-case; what is not a to z is passed over.</param>
    /// <returns>ARPAbet phones separated by a space; empty for a word without letters.</returns>
    public string Of(string word)
    {
        var letters = string.Concat(word.Where(IsLetter));
        var phones = Enumerable.Range(0, letters.Length)
            .Select(i => Sound(letters, i))
            .SelectMany(s => new[] { s & 63, s >> 6 })
            .Where(phone => phone != 0)
            .Select(phone => phoneNames[phone]);
        return string.Join(' ', phones);
    }

    private static bool IsLetter(char c) => c is >= 'a' and <= 'z';

    /// <summary>The letters of <see cref="Places"/>, the first in the highest bits, so that sorting brings likes together.</summary>
    private static ulong Context(string word, int index)
    {
        ulong context = 0;
        foreach (var place in Places)
        {
            var at = index + place;
            var letter = at >= 0 && at < word.Length ? word[at] - 'a' + 1 : 0;
            context = (context << LetterBits) | (uint)letter;
        }

        return context;
    }

    private static ulong Prefix(ulong context, int depth) => context >> (LetterBits * (Places.Length - 1 - depth));

    private byte[] Numbers(string phones) => [.. phones.Split(' ').Select(name =>
    {
        var number = phoneNames.IndexOf(name);
        if (number < 0)
        {
            number = phoneNames.Count;
            phoneNames.Add(name);
            if (number > MostPhones)
            {
                throw new ModelFormatException($"A lexicon may use {MostPhones} different phones; '{name}' is one too many.");
            }
        }

        return (byte)number;
    })];

    private void Grow(ulong[] contexts, ushort[] made, int start, int end, int depth, ushort? above)
    {
        var votes = new Dictionary<ushort, int>();
        while (start < end)
        {
            votes.Clear();
            var prefix = Prefix(contexts[start], depth);
            var stop = start;
            for (; stop < end && Prefix(contexts[stop], depth) == prefix; stop++)
            {
                votes[made[stop]] = votes.GetValueOrDefault(made[stop]) + 1;
            }

            var usual = votes.MaxBy(v => v.Value).Key;
            if (usual != above)
            {
                sounds[(depth, prefix)] = usual;
            }

            if (votes.Count > 1 && depth + 1 < Places.Length)
            {
                Grow(contexts, made, start, stop, depth + 1, usual);
            }

            start = stop;
        }
    }

    private ushort Sound(string word, int index)
    {
        var context = Context(word, index);
        for (var depth = Places.Length - 1; depth >= 0; depth--)
        {
            if (sounds.TryGetValue((depth, Prefix(context, depth)), out var sound))
            {
                return sound;
            }
        }

        return 0;
    }
}
