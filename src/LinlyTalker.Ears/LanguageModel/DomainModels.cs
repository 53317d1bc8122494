using System.Security.Cryptography;
using System.Text;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Language.Pronunciation;
using LinlyTalker.Native.PocketSphinx;

namespace LinlyTalker.Ears.LanguageModel;

/// <summary>
/// Makes the language model of a domain's words, once: it is kept in the cache folder under the domain's hash, beside
/// the pronunciations of the words that the general lexicon lacks.
/// </summary>
/// <param name="cache">Folder; made when it is first needed.</param>
/// <param name="lexiconFile">The general lexicon.</param>
/// <param name="weight">The share of the domain's model, 0 to 1.</param>
public sealed class DomainModels(string cache, string lexiconFile, float weight)
{
    /// <summary>Raised when the same text would give another model.</summary>
    private const int Version = 1;
    private const int MostSentences = 200_000;
    private const int MostKept = 32;

    private readonly Lock gate = new();
    private readonly Lazy<Pronouncer> pronouncer = new(() => new Pronouncer(Lexicon.Open(lexiconFile)));

    /// <summary>The domain's model, or null for a domain without a word that can be heard in English.</summary>
    /// <exception cref="LinlyException">The cache cannot be written, or the lexicon cannot be read.</exception>
    public DomainModel? Get(DomainText domain)
    {
        lock (gate)
        {
            try
            {
                return Find(domain);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new LinlyException(
                    $"The language model of the domain cannot be kept in {cache}: {e.Message} Set LINLY_HOME to a folder that can be written.", e);
            }
        }
    }

    private DomainModel? Find(DomainText domain)
    {
        if (domain.Sentences.Count == 0 && domain.Terms.Count == 0)
        {
            return null;
        }

        var path = Path.Combine(cache, Name(domain));
        var model = new DomainModel($"{path}.arpa", $"{path}.words", weight);
        if (File.Exists(model.LanguageModel) && File.Exists(model.Words))
        {
            return model;
        }

        var words = domain.Sentences.Concat(domain.Terms).Take(MostSentences).Select(SpokenWords.Of).Where(CanBeHeard).ToList();
        if (words.Count == 0)
        {
            return null;
        }

        Directory.CreateDirectory(cache);
        Forget();
        Write(model.Words, output => WriteWords(words, output));
        Write(model.LanguageModel, output => ArpaWriter.Write(Estimate(words), output));
        return model;
    }

    private static TrigramModel Estimate(IEnumerable<IReadOnlyList<string>> sentences) =>
        TrigramModel.Estimate(sentences.Select(s => s.Select(w => w.ToLowerInvariant()).ToList()));

    /// <summary>A sentence with Chinese in it would teach a gap where its words are.</summary>
    private static bool CanBeHeard(IReadOnlyList<string> words) =>
        words.Count > 0 && words.All(w => w.All(c => char.IsAsciiLetter(c) || c == '\''));

    private static void Write(string path, Action<TextWriter> write)
    {
        var beside = $"{path}.{Environment.ProcessId}.part";
        using (var output = new StreamWriter(beside))
        {
            write(output);
        }

        File.Move(beside, path, overwrite: true);
    }

    private void WriteWords(List<IReadOnlyList<string>> sentences, TextWriter output)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var word in sentences.SelectMany(s => s).Where(seen.Add))
        {
            var lower = word.ToLowerInvariant();
            if (!pronouncer.Value.Knows(lower))
            {
                foreach (var phones in pronouncer.Value.Of(word))
                {
                    output.Write($"{lower} {phones}\n");
                }
            }
        }
    }

    private string Name(DomainText domain)
    {
        var hash = domain.Hash.Length > 0 ? domain.Hash : string.Join('\n', domain.Sentences.Concat(domain.Terms));
        var about = $"{Version}\n{(File.Exists(lexiconFile) ? new FileInfo(lexiconFile).Length : 0)}\n{hash}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(about)).AsSpan(0, 16));
    }

    /// <summary>Keeps the cache bounded: a knowledge base that is edited has a new hash each time.</summary>
    private void Forget()
    {
        foreach (var old in new DirectoryInfo(cache).EnumerateFiles("*.arpa").OrderByDescending(f => f.LastWriteTimeUtc).Skip(MostKept - 1))
        {
            old.Delete();
            File.Delete(Path.ChangeExtension(old.FullName, ".words"));
        }

        // Left by programs that were killed while they wrote.
        foreach (var old in new DirectoryInfo(cache).EnumerateFiles("*.part").Where(f => f.LastWriteTimeUtc < DateTime.UtcNow.AddDays(-1)))
        {
            old.Delete();
        }
    }
}
