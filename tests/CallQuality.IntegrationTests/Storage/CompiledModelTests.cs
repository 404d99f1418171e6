using CallQuality.IntegrationTests.Pipeline;
using CallQuality.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CallQuality.IntegrationTests.Storage;

/// <summary>The model as it was written down beside the migrations, so that no process has to build it, is the one the classes describe.</summary>
[TestFixture(TestStore.Sqlite)]
[TestFixture(TestStore.Postgres)]
public class CompiledModelTests(string kind)
{
    [Test]
    public void Model_WrittenDown_IsWhatTheClassesDescribe()
    {
        using var files = new TestFiles();
        using var context = CallDatabase.Open(TestStore.AddressOf(kind, files), TimeProvider.System).CreateContext();

        Assert.That(context.Model, Is.InstanceOf<RuntimeModel>(), "the model is built at run time");
        Assert.That(Described(context.Model), Is.EqualTo(Described(context.GetService<IDesignTimeModel>().Model)), "dotnet ef dbcontext optimize is due");
    }

    private static IEnumerable<string> Described(IModel model) => model.GetEntityTypes().SelectMany(entity => (IEnumerable<string>)
    [
        $"{entity.Name} {entity.GetTableName()}",
        .. entity.GetProperties().Select(column => $"{entity.Name}.{column.Name} {column.ClrType} {column.GetColumnName()} {column.GetColumnType()} "
            + $"{column.GetTypeMapping().Converter?.GetType()} null {column.IsNullable} token {column.IsConcurrencyToken} generated {column.ValueGenerated} length {column.GetMaxLength()}"),
        .. entity.GetKeys().Select(key => $"{entity.Name} key {Columns(key.Properties)} primary {key.IsPrimaryKey()}"),
        .. entity.GetIndexes().Select(index => $"{entity.Name} index {index.GetDatabaseName()} {Columns(index.Properties)} unique {index.IsUnique} {index.GetFilter()}"),
        .. entity.GetForeignKeys().Select(foreign => $"{entity.Name} {Columns(foreign.Properties)} of {foreign.PrincipalEntityType.Name} {foreign.DeleteBehavior} unique {foreign.IsUnique} "
            + $"required {foreign.IsRequired} {foreign.DependentToPrincipal?.Name} {foreign.PrincipalToDependent?.Name}"),
        .. entity.GetSkipNavigations().Select(skip => $"{entity.Name}.{skip.Name} {skip.TargetEntityType.Name} by {skip.JoinEntityType.Name}"),
    ]);

    private static string Columns(IEnumerable<IReadOnlyProperty> properties) => string.Join(',', properties.Select(property => property.Name));
}
