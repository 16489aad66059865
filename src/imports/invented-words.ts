type Words = readonly [string, ...string[]]

const words = (text: string): Words => text.split(/\s*[,\n]\s*/).filter(Boolean) as unknown as Words

/** The commonest first. */
export const surnames = words(`
  Johnson, Anderson, Nelson, Smith, Larsen, Peterson, Schroeder, Novak, Miller, Garcia, Olson, Jensen, Meyer,
  Kucera, Hansen, Martinez, Weber, Dvorak, Nguyen, Carlson, Svoboda, Brandt, Lindgren, Hernandez, Krueger, Holm,
  Petersen, Cerny, Richter, O'Brien, Fischer, Lopez, Sorensen, Becker, Vasquez, Kramer, Stehlik, Dahl, Wagner,
  Reyes, Bauer, Ostrander, Kowalski, Tran, Lund, Hoffman, Ramirez, Zeller, McBride, Thorne, Pacheco, Aldenkamp,
  Friesen, Burkhart, Castellano, Haase, Okonkwo, Moravec, Pfeiffer, Quigley, Rasmussen, Sandoz, Tillotson, Ulrich,
  Van Houten, Whitcomb, Yoder, Zimmer, Abernathy, Birkeland, Chavez, Deering, Eklund, Fontaine, Gutschow, Hruska,
  Ibarra, Jurgens, Kettleson, Lachance, Mansour, Nygaard, Osei, Przybylski, Quist, Rutledge, Sedlak, Trujillo,
  Unruh, Vondracek, Wanamaker, Xiong, Yamada, Zapata, de la Cruz, St. Clair, D’Amico, Łuczak, Müller, Ñíguez`)

export const firstNames = words(`
  Mary, James, Linda, Robert, Patricia, John, Barbara, Michael, Susan, David, Emma, William, Olivia, Thomas, Ava,
  Daniel, Sophia, Paul, Isabella, Mark, Mia, Steven, Charlotte, Kevin, Amelia, Brian, Harper, Jason, Evelyn, Ryan,
  Abigail, Jacob, Emily, Gary, Ella, Eric, Elizabeth, Noah, Sofia, Liam, Avery, Mason, Scarlett, Logan, Grace,
  Lucas, Chloe, Ethan, Lily, Levi, Hannah, Owen, Nora, Wyatt, Zoey, Caleb, Ruth, Eli, Clara, Isaac, Vera, Henry,
  Alma, Oscar, Ida, Walter, Edith, Leroy, Marguerite, Duane, Yesenia, Mateo, Guadalupe, Joaquín, Anh, Minh, Fatima,
  Ibrahim, Amara, Kwame, Ingrid, Anders, Bohumila, Václav, Siobhán, Declan, Renée, Étienne, Zofia, Kazimierz, Tove`)

export const towns = words(`
  Cottonwood Forks, Cottonwood Forks, Cottonwood Forks, Harlow, Prairie Gate, Saint Ansgar Springs, Willow Bend,
  Sandridge, New Bergen, Two Rivers Crossing, Plum Hollow, Windlass, Old Fort Adair, Loess City`)

export const streets = words(`
  Bluestem Avenue, Windmill Lane, N Meadowlark Street, S Meadowlark Street, Elevator Road, W Third Street,
  E Third Street, Depot Street, Sugar Beet Road, County Road 14, County Road 31, Schoolhouse Lane, Cemetery Road,
  Goldenrod Court, Grain Belt Drive, Hackberry Street, Sod House Road, Pivot Road, Courthouse Square, Box Elder Way,
  Burr Oak Terrace, Crane Meadow Drive, Haymarket Street, Orchard Street, Railroad Avenue, Silo Hill Road`)

export const mailHosts = words(
  'example.org, example.net, mail.example.com, farm.example.net, school.example.org',
)
