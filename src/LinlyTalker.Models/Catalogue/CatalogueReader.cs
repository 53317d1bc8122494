using System.Globalization;
using System.Text.Json;
using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Folders;

namespace LinlyTalker.Models.Catalogue;

/// <summary>Reads a catalogue and refuses what it must not say.</summary>
internal static class CatalogueReader
{
    private const int NewestFormat = 1;

    public static IReadOnlyList<CatalogueEntry> Read(ReadOnlyMemory<byte> utf8, string where)
    {
        IReadOnlyList<CatalogueEntry> entries;
        try
        {
            entries = JsonFields.Read(utf8, Read);
        }
        catch (JsonException fault)
        {
            throw new ModelFormatException($"{where} is not a model catalogue: {fault.Message}", fault);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (CatalogueRules.Fault(entry) is { } fault)
            {
                throw new ModelFormatException($"{where}, entry '{entry.Name}': {fault}.");
            }

            if (!seen.Add(entry.Name))
            {
                throw new ModelFormatException($"{where} has two entries named '{entry.Name}'.");
            }
        }

        return entries;
    }

    private static IReadOnlyList<CatalogueEntry> Read(JsonFields file)
    {
        file.Only("format", "models");
        return file.Integer("format") is >= 1 and <= NewestFormat
            ? [.. file.Objects("models").Select(Entry)]
            : throw new JsonException("its format is not known here; update LinlyTalker");
    }

    private static CatalogueEntry Entry(JsonFields fields)
    {
        fields.Only(
            "name", "kind", "family", "version", "about", "licence", "credit", "sets", "sampleRate", "features", "symbols", "inputs", "outputs", "parts", "convert");
        return new CatalogueEntry
        {
            Name = fields.Text("name"),
            Kind = fields.Text("kind"),
            Family = fields.OptionalText("family"),
            Version = fields.Text("version"),
            About = fields.Text("about"),
            Licence = fields.Text("licence"),
            Credit = fields.OptionalText("credit"),
            Sets = fields.Texts("sets"),
            SampleRate = fields.OptionalInt("sampleRate"),
            Features = fields.OptionalText("features"),
            Symbols = fields.OptionalTexts("symbols"),
            Inputs = fields.OptionalMap("inputs"),
            Outputs = fields.OptionalMap("outputs"),
            Parts = [.. fields.Objects("parts").Select(part => new CataloguePart([.. part.Objects("sources").Select(Source)], [.. part.Objects("files").Select(Rule)]))],
            Convert = fields.OptionalObject("convert") is { } rule ? new ConversionRule(rule.Text("kind"), rule.Text("from"), rule.Text("to")) : null,
            Fingerprint = Fingerprint(fields.Element),
        };
    }

    private static ModelSource Source(JsonFields fields) => fields.Text("kind") switch
    {
        "npm" => new NpmSource(fields.Text("package"), fields.Text("version")),
        "debian" => new DebianSource(fields.Text("package"), fields.OptionalText("version")),
        "huggingface" => new HuggingFaceSource(fields.Text("repository"), fields.Text("revision")),
        "modelscope" => new ModelScopeSource(fields.Text("repository"), fields.Text("revision")),
        "github" => new GitHubSource(fields.Text("repository"), fields.Text("tag")),
        "url" => new UrlSource(fields.Text("address")),
        "local" => new LocalSource(fields.Text("folder")),
        var other => throw new JsonException($"the source kind '{other}' is not known"),
    };

    private static FileRule Rule(JsonFields fields)
    {
        fields.Only("from", "to", "size", "about", "sha256", "count", "unpack");
        return new FileRule
        {
            From = fields.Text("from"),
            To = fields.Text("to"),
            Size = fields.OptionalInteger("size"),
            About = fields.OptionalInteger("about"),
            Sha256 = fields.OptionalText("sha256"),
            Count = fields.OptionalInt("count"),
            Unpack = fields.OptionalText("unpack"),
        };
    }

    /// <summary>FNV-1a, 64 bits: it tells one edition of an entry from the next and guards nothing.</summary>
    private static string Fingerprint(JsonElement entry)
    {
        using var memory = new MemoryStream();
        using (var writer = new Utf8JsonWriter(memory))
        {
            entry.WriteTo(writer);
        }

        var hash = 0xcbf29ce484222325;
        foreach (var value in memory.GetBuffer().AsSpan(0, (int)memory.Length))
        {
            hash = (hash ^ value) * 0x100000001b3;
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
