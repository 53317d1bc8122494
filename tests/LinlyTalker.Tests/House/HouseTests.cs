using System.Xml.Linq;

namespace LinlyTalker.Tests.House;

/// <summary>Keeps the drawing of docs/architecture.md true.</summary>
public class HouseTests
{
    /// <summary>Who may know whom.</summary>
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Core"] = [],
        ["Native"] = ["Core"],
        ["Language"] = ["Core", "Native"],
        ["Models"] = ["Core", "Native"],
        ["Media"] = ["Core", "Native"],
        ["Worker"] = ["Core", "Native"],
        ["Ears"] = ["Core", "Language", "Media", "Models", "Native"],
        ["Brain"] = ["Core", "Language", "Media", "Models", "Native"],
        ["Voice"] = ["Core", "Language", "Media", "Models", "Native"],
        ["Face"] = ["Core", "Language", "Media", "Models", "Native"],
        ["Storage"] = ["Core"],
        ["Server"] = ["Core"],
        ["Client"] = ["Core"],
        ["Cli"] =
        [
            "Core", "Language", "Native", "Models", "Media", "Storage", "Ears", "Brain", "Voice", "Face", "Worker", "Server", "Client",
        ],
    };

    [Fact]
    public void No_project_references_what_the_drawing_does_not_allow()
    {
        var wrong =
            from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            let name = ShortName(file)
            from reference in XDocument.Load(file).Descendants("ProjectReference")
            let target = ShortName(reference.Attribute("Include")!.Value)
            where !Arrows.TryGetValue(name, out var allowed) || !allowed.Contains(target)
            select $"{name} -> {target}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void No_source_file_passes_500_lines()
    {
        string[] folders = ["src", "tests", "bench"];
        var wrong =
            from folder in folders
            let path = Path.Combine(Repository.Root, folder)
            where Directory.Exists(path)
            from file in Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories)
            let lines = File.ReadLines(file).Count()
            where lines > 500
            select $"{Path.GetRelativePath(Repository.Root, file)}: {lines} lines";
        Assert.Empty(wrong);
    }

    private static string ShortName(string path) =>
        Path.GetFileNameWithoutExtension(path.Replace('\\', '/')).Replace("LinlyTalker.", "", StringComparison.Ordinal);
}
