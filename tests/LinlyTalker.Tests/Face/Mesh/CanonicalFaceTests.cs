using LinlyTalker.Face.Mesh;

namespace LinlyTalker.Tests.Face.Mesh;

public class CanonicalFaceTests
{
    [Fact]
    public void The_face_is_one_sheet_whose_triangles_are_wound_alike()
    {
        var edges = DirectedEdges();
        Assert.Equal(880 * 3, edges.Count);
        Assert.Equal(edges.Count, edges.Distinct().Count());
    }

    [Fact]
    public void Its_borders_are_the_silhouette_and_the_inner_lips()
    {
        var edges = DirectedEdges().ToHashSet();
        var border = edges.Where(e => !edges.Contains((e.To, e.From))).SelectMany(e => (int[])[e.From, e.To]).Distinct();
        var expected = CanonicalFace.Silhouette.ToArray().Concat(MouthHole.Contour).Order();
        Assert.Equal(expected, border.Order());
    }

    [Fact]
    public void Every_vertex_belongs_to_a_triangle()
    {
        var used = CanonicalFace.Triangles.ToArray().Distinct().Order();
        Assert.Equal(Enumerable.Range(0, CanonicalFace.VertexCount), used.Select(i => (int)i));
    }

    [Fact]
    public void The_puppet_s_mesh_has_1186_triangles_over_632_vertices()
    {
        Assert.Equal(1186 * 3, PuppetMesh.Triangles.Length);
        Assert.Equal(632, PuppetMesh.Triangles.ToArray().Distinct().Count());
    }

    private static List<(int From, int To)> DirectedEdges()
    {
        var triangles = CanonicalFace.Triangles;
        var edges = new List<(int, int)>();
        for (var i = 0; i < triangles.Length; i += 3)
        {
            edges.Add((triangles[i], triangles[i + 1]));
            edges.Add((triangles[i + 1], triangles[i + 2]));
            edges.Add((triangles[i + 2], triangles[i]));
        }

        return edges;
    }
}
