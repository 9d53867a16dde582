"""Import contract: one area enters another only through its front doors."""

from typing import Any

from importlinter import Contract, ContractCheck, fields, output


class FrontDoors(Contract):
    """`areas` are entered by others through `doors` only; `shared` modules are open to all."""

    type_name = "front_doors"

    areas: Any = fields.ListField(subfield=fields.StringField())
    doors: Any = fields.ListField(subfield=fields.StringField())
    shared: Any = fields.ListField(subfield=fields.StringField())

    def check(self, graph: Any, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001 (the base class sets the signature)
        areas, doors, shared = set(self.areas), set(self.doors), set(self.shared)
        trespasses = []
        for importer in sorted(graph.modules):
            home = ".".join(importer.split(".")[:2])
            if home not in areas or ".tests" in importer:
                continue
            for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                parts = imported.split(".")
                area, door = ".".join(parts[:2]), ".".join(parts[2:3])
                enters = area in areas and area != home
                if enters and door not in doors and f"{area}.{door}" not in shared:
                    trespasses.append(f"{importer} -> {imported}")
        return ContractCheck(kept=not trespasses, metadata={"trespasses": trespasses})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for line in check.metadata["trespasses"]:
            output.print_error(f"{line}  (use its queries, services or events)")
