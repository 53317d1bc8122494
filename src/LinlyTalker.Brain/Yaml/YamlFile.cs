using LinlyTalker.Core.Errors;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LinlyTalker.Brain.Yaml;

/// <summary>A small YAML file that people write by hand; what is wrong in it is named by its line.</summary>
internal static class YamlFile
{
    private const long SizeLimit = 4 << 20; // bytes
    private const int NestingLimit = 64; // brackets that open in a row: the parser recurses

    /// <summary>The first document's root, or null for an empty file.</summary>
    /// <exception cref="InputException">It cannot be read or is not YAML.</exception>
    public static YamlNode? Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > SizeLimit)
            {
                throw new InputException($"{path} is bigger than {SizeLimit >> 20} MB; it should be a short text.");
            }

            var text = File.ReadAllText(path);
            if (IsTooDeep(text))
            {
                throw new InputException($"{path} opens more than {NestingLimit} brackets in a row; it should be a short, flat text.");
            }

            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count > 0 ? stream.Documents[0].RootNode : null;
        }
        catch (YamlException fault)
        {
            throw new InputException($"{path} line {fault.Start.Line}: is not YAML ({fault.InnerException?.Message ?? fault.Message}).", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} cannot be read: {fault.Message}", fault);
        }
    }

    private static bool IsTooDeep(string text)
    {
        var depth = 0;
        foreach (var character in text)
        {
            depth += character is '[' or '{' ? 1 : character is ']' or '}' ? -1 : 0;
            if (depth > NestingLimit)
            {
                return true;
            }
        }

        return false;
    }
}
