using LinlyTalker.Models.Catalogue;
using LinlyTalker.Models.Fetching;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Tfjs;

namespace LinlyTalker.Models.Store;

/// <summary>What a catalogue entry asks to be done to fetched files.</summary>
internal static class Conversion
{
    public static void Run(ConversionRule rule, string from, string to)
    {
        var source = RelativePath.Under(from, rule.From);
        var target = RelativePath.Under(to, rule.To);
        switch (rule.Kind)
        {
            case "tfjs-onnx":
                TfjsConverter.Convert(source, target);
                break;
            default:
                throw new FetchException($"This build cannot do the conversion '{rule.Kind}' of {source} to {target}; update LinlyTalker.");
        }
    }
}
